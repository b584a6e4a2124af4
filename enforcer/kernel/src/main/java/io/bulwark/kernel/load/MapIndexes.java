package io.bulwark.kernel.load;

/** Turns maps by index into maps by descriptor, in instruction bytes. */
final class MapIndexes {
  private static final int SLOT = 8;
  private static final byte LD_IMM64 = 0x18;
  private static final int BY_DESCRIPTOR = 1;
  private static final int BY_INDEX = 5;
  private static final int VALUE_BY_INDEX = 6;

  private MapIndexes() {}

  /**
   * The instructions with {@code descriptors[i]} where map {@code i} is named.
   *
   * @throws IllegalArgumentException for an index without a map
   */
  static byte[] resolve(byte[] instructions, int[] descriptors) {
    if (descriptors.length == 0) {
      return instructions; // the kernel judges indexes that nobody gave a map for
    }
    byte[] resolved = instructions.clone();
    for (int at = 0; at + 2 * SLOT <= resolved.length; at += SLOT) {
      if (resolved[at] == LD_IMM64) {
        resolve(resolved, at, descriptors);
        at += SLOT;
      }
    }
    return resolved;
  }

  private static void resolve(byte[] code, int at, int[] descriptors) {
    int source = (code[at + 1] & 0xff) >> 4;
    if (source != BY_INDEX && source != VALUE_BY_INDEX) {
      return;
    }
    int index = littleEndian(code, at + 4);
    if (index < 0 || index >= descriptors.length) {
      throw new IllegalArgumentException(
          "slot " + at / SLOT + " names map " + index + " of " + descriptors.length);
    }
    int kind = BY_DESCRIPTOR + source - BY_INDEX;
    code[at + 1] = (byte) (code[at + 1] & 0x0f | kind << 4);
    for (int i = 0; i < 4; i++) {
      code[at + 4 + i] = (byte) (descriptors[index] >> 8 * i);
    }
  }

  private static int littleEndian(byte[] code, int at) {
    return code[at] & 0xff
        | (code[at + 1] & 0xff) << 8
        | (code[at + 2] & 0xff) << 16
        | code[at + 3] << 24;
  }
}
