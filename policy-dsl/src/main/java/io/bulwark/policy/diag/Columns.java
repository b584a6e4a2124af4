package io.bulwark.policy.diag;

/** How many terminal cells characters take. */
final class Columns {
  /** Cells that a tab is printed with. */
  static final int TAB = 4;

  private Columns() {}

  /** Cells of the first {@code count} characters of {@code line}. */
  static int width(int[] line, int count) {
    int cells = 0;
    for (int i = 0; i < count; i++) {
      cells += width(line[i]);
    }
    return cells;
  }

  private static int width(int c) {
    if (c == '\t') {
      return TAB;
    }
    return switch (Character.getType(c)) {
      case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK -> 0;
      default -> wide(c) ? 2 : 1;
    };
  }

  /** Unicode's East Asian wide blocks, coarsely: CJK, kana, hangul, full-width forms, emoji. */
  private static boolean wide(int c) {
    return (c >= 0x1100 && c <= 0x115f)
        || (c >= 0x2e80 && c <= 0xa4cf)
        || (c >= 0xac00 && c <= 0xd7a3)
        || (c >= 0xf900 && c <= 0xfaff)
        || (c >= 0xff00 && c <= 0xff60)
        || (c >= 0x1f300 && c <= 0x1faff)
        || (c >= 0x20000 && c <= 0x3fffd);
  }
}
