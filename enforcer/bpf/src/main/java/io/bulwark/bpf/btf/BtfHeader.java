package io.bulwark.bpf.btf;

/**
 * Where the two parts of raw BTF lie: u16 magic, u8 version, u8 flags, u32 header length, then
 * offset and length of the types and of the strings, counted from the end of the header.
 *
 * @param types first byte of the type records
 * @param typesEnd first byte behind them
 * @param strings first byte of the string table
 * @param stringsEnd first byte behind it
 */
record BtfHeader(int types, int typesEnd, int strings, int stringsEnd) {
  static final int MAGIC = 0xEB9F;
  static final int SWAPPED_MAGIC = 0x9FEB;
  static final int VERSION = 1;
  static final int LENGTH = 24;

  /** Reads and checks the header; {@code split} tables may have an empty string table. */
  static BtfHeader read(byte[] data, boolean split) {
    int length = headerLength(data, LENGTH);
    long typesFrom = length + LittleEndian.u32(data, 8);
    long typesTo = typesFrom + LittleEndian.u32(data, 12);
    long stringsFrom = length + LittleEndian.u32(data, 16);
    long stringsTo = stringsFrom + LittleEndian.u32(data, 20);
    require(typesFrom % 4 == 0, 8, "types are not aligned to 4 bytes");
    require(typesTo <= data.length, 12, "types reach beyond the end of the data");
    require(stringsTo <= data.length, 20, "strings reach beyond the end of the data");
    require(stringsFrom >= typesTo || stringsTo <= typesFrom, 16, "strings and types overlap");
    var header = new BtfHeader((int) typesFrom, (int) typesTo, (int) stringsFrom, (int) stringsTo);
    header.checkStrings(data, split);
    return header;
  }

  /** Checks what the headers of BTF and of its extension have in common. */
  static int headerLength(byte[] data, int minimum) {
    require(data.length >= minimum, data.length, "the header is cut off");
    int magic = LittleEndian.u16(data, 0);
    require(magic != SWAPPED_MAGIC, 0, "big-endian BTF is not supported");
    require(magic == MAGIC, 0, "no BTF: the magic number is 0x%04x".formatted(magic));
    int version = LittleEndian.u8(data, 2);
    require(version == VERSION, 2, "BTF version " + version + " is not supported");
    long length = LittleEndian.u32(data, 4);
    require(length >= minimum && length <= data.length, 4, "header length " + length);
    for (int i = minimum; i < length; i++) {
      require(data[i] == 0, i, "a longer header with unknown content");
    }
    return (int) length;
  }

  private void checkStrings(byte[] data, boolean split) {
    if (strings == stringsEnd) {
      require(split, 20, "there is no string table");
      return;
    }
    require(split || data[strings] == 0, strings, "the string table does not start with NUL");
    require(data[stringsEnd - 1] == 0, stringsEnd - 1, "the string table does not end with NUL");
  }

  static void require(boolean condition, long offset, String reason) {
    if (!condition) {
      throw new BtfFormatException(offset, reason);
    }
  }
}
