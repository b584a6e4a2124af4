package io.bulwark.policy.parse;

/** A position in the text of a condition and the tokens that can start there. */
final class Scanner {
  private final String text;
  private int at;

  Scanner(String text) {
    this.text = text;
  }

  int at() {
    return at;
  }

  void back(int to) {
    at = to;
  }

  boolean atEnd() {
    return at >= text.length();
  }

  /** The character at {@code index}; NUL beyond the end, which no token contains. */
  char peek(int index) {
    return index < text.length() ? text.charAt(index) : '\0';
  }

  String text(int start, int end) {
    return text.substring(start, end);
  }

  String text() {
    return text;
  }

  static boolean isBlank(char c) {
    return c == ' ' || c == '\t' || c == '\b' || c == '\r' || c == '\n';
  }

  private static boolean isSpace(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
  }

  private static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  static boolean isWordPart(char c) {
    return isLetter(c) || isDigit(c) || c == '_';
  }

  boolean blank() {
    int from = at;
    while (isBlank(peek(at))) {
      at++;
    }
    return at > from;
  }

  /** Takes exactly {@code token}. */
  boolean take(String token) {
    if (text.startsWith(token, at)) {
      at += token.length();
      return true;
    }
    return false;
  }

  /** Takes {@code word} and the blanks that must follow it. */
  boolean takeWithBlank(String word) {
    int from = at;
    if (take(word)) {
      if (blank()) {
        return true;
      }
      at = from;
    }
    return false;
  }

  /** Takes {@code not} and the white space that must follow it. */
  boolean takeNot() {
    if (!text.startsWith("not", at) || !isSpace(peek(at + 3))) {
      return false;
    }
    at += 3;
    while (isSpace(peek(at))) {
      at++;
    }
    return true;
  }

  private int wordEnd(int from) {
    int end = from;
    if (isLetter(peek(end))) {
      while (isWordPart(peek(end))) {
        end++;
      }
    }
    return end;
  }

  /** Takes a letter followed by letters, digits and underscores. */
  boolean identifier() {
    int end = wordEnd(at);
    boolean found = end > at;
    at = end;
    return found;
  }

  /** Whether an identifier starts here. */
  boolean identifierFollows() {
    return isLetter(peek(at));
  }

  /** Takes two or more words joined by dots. */
  boolean fieldName() {
    int end = wordEnd(at);
    if (end == at) {
      return false;
    }
    int parts = 1;
    while (peek(end) == '.' && isLetter(peek(end + 1))) {
      end = wordEnd(end + 1);
      parts++;
    }
    if (parts < 2) {
      return false;
    }
    at = end;
    return true;
  }

  /** Takes {@code 0x} and what follows it, or a decimal number. */
  boolean number() {
    return hex() || decimal();
  }

  private boolean hex() {
    char x = peek(at + 1);
    if (peek(at) != '0' || (x != 'x' && x != 'X')) {
      return false;
    }
    int end = at + 2;
    while (Character.digit(peek(end), 16) >= 0 && peek(end) < 128) {
      end++;
    }
    if (end == at + 2) {
      return false;
    }
    at = end;
    return true;
  }

  private boolean decimal() {
    int end = at;
    if (peek(end) == '+' || peek(end) == '-') {
      end++;
    }
    int digits = digits(end);
    if (digits == end) {
      return false;
    }
    end = digits;
    if (peek(end) == '.') {
      end = digits(end + 1);
    }
    if (peek(end) == 'e' || peek(end) == 'E') {
      boolean signed = peek(end + 1) == '+' || peek(end + 1) == '-';
      int stop = digits(end + 2);
      end = signed && stop > end + 2 ? stop : end;
    }
    at = end;
    return true;
  }

  private int digits(int from) {
    int end = from;
    while (isDigit(peek(end))) {
      end++;
    }
    return end;
  }

  /** Takes a run without parentheses, quotes, white space, {@code =} and commas. */
  boolean bareText() {
    int end = at;
    while (end < text.length() && isBarePart(text.charAt(end))) {
      end++;
    }
    boolean found = end > at;
    at = end;
    return found;
  }

  private static boolean isBarePart(char c) {
    return !isSpace(c) && "()\"'=,".indexOf(c) < 0 && c != '\0';
  }

  /** Takes a run without brackets, quotes and blanks. */
  boolean bareArgument() {
    int end = at;
    while (end < text.length() && isArgumentPart(text.charAt(end))) {
      end++;
    }
    boolean found = end > at;
    at = end;
    return found;
  }

  private static boolean isArgumentPart(char c) {
    return !isSpace(c) && "[]\"'".indexOf(c) < 0 && c != '\0';
  }

  boolean quoteFollows() {
    return peek(at) == '"' || peek(at) == '\'';
  }

  /**
   * The index of the quote that closes the one here, or -1. A quote closes unless a backslash
   * stands right before it, even one that is itself escaped: as the language has always read it.
   */
  int closingQuote() {
    char quote = peek(at);
    for (int i = at + 1; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\0') {
        return -1;
      }
      if (c == quote && (i == at + 1 || text.charAt(i - 1) != '\\')) {
        return i;
      }
    }
    return -1;
  }

  /**
   * Skips to where a condition can go on: a lone {@code and} or {@code or}, or a parenthesis that
   * closes one opened before; inner parentheses are skipped as a whole.
   *
   * @param toClose to stop at such a parenthesis only
   */
  void resynchronise(boolean toClose) {
    int open = 0;
    while (!atEnd()) {
      char c = peek(at);
      if (c == ')' && open-- == 0) {
        return;
      }
      if (c == '(') {
        open++;
      } else if (!toClose
          && open == 0
          && (at == 0 || !isWordPart(peek(at - 1)))
          && lone("and", "or")) {
        return;
      }
      at++;
    }
  }

  private boolean lone(String first, String second) {
    return lone(first) || lone(second);
  }

  private boolean lone(String word) {
    char after = peek(at + word.length());
    return text.startsWith(word, at) && (isBlank(after) || after == '(');
  }
}
