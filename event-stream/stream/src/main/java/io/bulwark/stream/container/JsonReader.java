package io.bulwark.stream.container;

import java.io.IOException;

/**
 * Reads JSON (RFC 8259) token by token. The usual library takes longer to start than a short replay
 * runs, for a few hundred bytes.
 *
 * <p>What follows the outermost value is not looked at. Depth, names and numbers are bounded.
 */
final class JsonReader {
  /** What was read last. */
  enum Token {
    START_OBJECT,
    END_OBJECT,
    START_ARRAY,
    END_ARRAY,
    NAME,
    STRING,
    INTEGER,
    OTHER_NUMBER,
    TRUE,
    FALSE,
    NULL
  }

  private static final int DEEPEST = 1000;
  private static final int LONGEST_NAME = 50_000;
  private static final int LONGEST_NUMBER = 1000;

  private final JsonText in;
  private final boolean[] inObject = new boolean[DEEPEST + 1];
  private int depth;
  private boolean valueDue;
  private boolean first = true;
  private Token token = Token.NULL;
  private String text = "";

  JsonReader(byte[] array, int offset, int length) {
    in = new JsonText(array, offset, length);
  }

  /**
   * Moves on.
   *
   * @throws IOException if this is no JSON, or there is no more of it
   */
  Token next() throws IOException {
    int c = in.skipBlanks();
    if (depth > 0 && !valueDue && (c == '}' || c == ']')) {
      return close(c);
    }
    if (depth > 0 && !valueDue) {
      if (!first) {
        in.expect(',');
      }
      first = false;
      if (inObject[depth]) {
        return name();
      }
    }
    valueDue = false;
    token = value(in.skipBlanks());
    return token;
  }

  private Token close(int c) throws IOException {
    if (inObject[depth] != (c == '}')) {
      throw in.broken("unexpected end");
    }
    in.expect(c);
    depth--;
    first = false;
    token = c == '}' ? Token.END_OBJECT : Token.END_ARRAY;
    return token;
  }

  private Token name() throws IOException {
    in.skipBlanks();
    text = in.string(LONGEST_NAME);
    in.skipBlanks();
    in.expect(':');
    valueDue = true;
    token = Token.NAME;
    return token;
  }

  private Token value(int c) throws IOException {
    return switch (c) {
      case '{' -> open(c, Token.START_OBJECT);
      case '[' -> open(c, Token.START_ARRAY);
      case '"' -> {
        text = in.string(Integer.MAX_VALUE);
        yield Token.STRING;
      }
      case 't' -> word("true", Token.TRUE);
      case 'f' -> word("false", Token.FALSE);
      case 'n' -> word("null", Token.NULL);
      default -> {
        text = in.number(LONGEST_NUMBER);
        boolean whole = text.chars().allMatch(d -> d == '-' || (d >= '0' && d <= '9'));
        yield whole ? Token.INTEGER : Token.OTHER_NUMBER;
      }
    };
  }

  private Token open(int c, Token opened) throws IOException {
    in.expect(c);
    if (++depth > DEEPEST) {
      throw in.broken("nested too deeply");
    }
    inObject[depth] = c == '{';
    first = true;
    return opened;
  }

  private Token word(String word, Token meant) throws IOException {
    in.word(word);
    return meant;
  }

  /** The name, text or number read last. */
  String text() {
    return text;
  }

  /** The integer read last. */
  int intValue() throws IOException {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw in.broken("number out of range");
    }
  }

  /** Moves to the end of the object or array just opened; does nothing otherwise. */
  void skipChildren() throws IOException {
    if (token != Token.START_OBJECT && token != Token.START_ARRAY) {
      return;
    }
    int outside = depth - 1;
    while (depth > outside) {
      next();
    }
  }
}
