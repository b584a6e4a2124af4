package io.bulwark.stream.container;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** The bytes of a JSON text, and how its smallest parts are written. */
final class JsonText {
  private static final int END = -1;

  private final byte[] array;
  private final int end;
  private int at;

  JsonText(byte[] array, int offset, int length) {
    this.array = array;
    at = offset;
    end = offset + length;
  }

  IOException broken(String what) {
    return new IOException(what + " at byte " + at);
  }

  private int peek() {
    return at < end ? array[at] & 0xff : END;
  }

  /** The next byte that is no blank, which stays; -1 at the end. */
  int skipBlanks() {
    int c = peek();
    while (c == ' ' || c == '\n' || c == '\r' || c == '\t') {
      at++;
      c = peek();
    }
    return c;
  }

  void expect(int c) throws IOException {
    if (peek() != c) {
      throw broken("expected " + (char) c);
    }
    at++;
  }

  void word(String word) throws IOException {
    for (int i = 0; i < word.length(); i++) {
      expect(word.charAt(i));
    }
    requireDelimiter();
  }

  private void requireDelimiter() throws IOException {
    int c = peek();
    if (c != END && ",]} \n\r\t".indexOf(c) < 0) {
      throw broken("expected a comma or an end");
    }
  }

  /** A number as it is written. */
  String number(int longest) throws IOException {
    int start = at;
    if (peek() == '-') {
      at++;
    }
    if (peek() == '0') {
      at++;
    } else {
      digits();
    }
    if (peek() == '.') {
      at++;
      digits();
    }
    if (peek() == 'e' || peek() == 'E') {
      at++;
      if (peek() == '+' || peek() == '-') {
        at++;
      }
      digits();
    }
    requireDelimiter();
    if (at - start > longest) {
      throw broken("number too long");
    }
    return new String(array, start, at - start, StandardCharsets.US_ASCII);
  }

  private void digits() throws IOException {
    int start = at;
    while (peek() >= '0' && peek() <= '9') {
      at++;
    }
    if (at == start) {
      throw broken("expected a digit");
    }
  }

  /** A quoted text. */
  String string(int longest) throws IOException {
    expect('"');
    StringBuilder out = new StringBuilder();
    while (true) {
      int start = at;
      int bits = 0;
      while (peek() >= ' ' && peek() != '"' && peek() != '\\') {
        bits |= peek();
        at++;
      }
      append(out, start, bits < 0x80);
      if (out.length() > longest) {
        throw broken("name too long");
      }
      int c = peek();
      at++;
      if (c == '"') {
        return out.toString();
      }
      if (c != '\\') {
        throw broken("unexpected byte in a text");
      }
      escape(out);
    }
  }

  private void append(StringBuilder out, int start, boolean ascii) throws IOException {
    if (ascii) {
      out.append(new String(array, start, at - start, StandardCharsets.US_ASCII));
      return;
    }
    try {
      ByteBuffer bytes = ByteBuffer.wrap(array, start, at - start);
      out.append(StandardCharsets.UTF_8.newDecoder().decode(bytes));
    } catch (CharacterCodingException e) {
      throw broken("invalid UTF-8");
    }
  }

  private void escape(StringBuilder out) throws IOException {
    int c = peek();
    at++;
    switch (c) {
      case '"', '\\', '/' -> out.append((char) c);
      case 'b' -> out.append('\b');
      case 'f' -> out.append('\f');
      case 'n' -> out.append('\n');
      case 'r' -> out.append('\r');
      case 't' -> out.append('\t');
      case 'u' -> out.append(hex());
      default -> throw broken("unknown escape");
    }
  }

  private char hex() throws IOException {
    int value = 0;
    for (int i = 0; i < 4; i++) {
      int digit = Character.digit(Math.max(0, peek()), 16);
      if (digit < 0) {
        throw broken("expected four hex digits");
      }
      value = value << 4 | digit;
      at++;
    }
    return (char) value;
  }
}
