package io.bulwark.stream.fields;

/** Names of flag bits or codes in the order in which they print. */
record NameTable(long[] values, byte[][] names) {
  private static final byte[] NO_NAME = {};

  /** Names of a flag set: {@code A|B}. Writes nothing where no flag is known. */
  void writeFlags(long set, TextBuffer to) {
    long rest = set;
    boolean first = true;
    for (int i = 0; i < values.length; i++) {
      long value = values[i];
      boolean match = value == 0 ? set == 0 : (rest & value) == value && rest != 0;
      if (match) {
        rest &= ~value;
        append(i, first, to);
        first = false;
        if (value == set) {
          return;
        }
      }
    }
  }

  /** All names of one code: two address families share 1, so both are written. */
  void writeCode(long code, TextBuffer to) {
    boolean first = true;
    for (int i = 0; i < values.length; i++) {
      if (values[i] == code) {
        append(i, first, to);
        first = false;
      }
    }
  }

  /** Names of file mode bits; the first entry that equals the whole mode ends the list. */
  void writeMode(long mode, TextBuffer to) {
    long rest = mode;
    boolean first = true;
    for (int i = 0; i < values.length; i++) {
      long value = values[i];
      if (value == mode) {
        append(i, first, to);
        return;
      }
      if (value != 0 && (rest & value) == value && rest != 0) {
        append(i, first, to);
        first = false;
        rest &= ~value;
      }
    }
  }

  byte[] nameOf(long code) {
    for (int i = 0; i < values.length; i++) {
      if (values[i] == code) {
        return names[i];
      }
    }
    return NO_NAME;
  }

  private void append(int i, boolean first, TextBuffer to) {
    if (!first) {
      to.add('|');
    }
    to.add(names[i]);
  }
}
