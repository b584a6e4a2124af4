package io.bulwark.bpf.btf;

/**
 * Numbers in byte arrays. By hand, because the first read through a var handle costs a fresh JVM
 * more than indexing a whole kernel does.
 */
final class LittleEndian {
  private LittleEndian() {}

  static int u8(byte[] data, int at) {
    return data[at] & 0xFF;
  }

  static int u16(byte[] data, int at) {
    return u8(data, at) | u8(data, at + 1) << 8;
  }

  static int i32(byte[] data, int at) {
    return (data[at] & 0xFF)
        | (data[at + 1] & 0xFF) << 8
        | (data[at + 2] & 0xFF) << 16
        | data[at + 3] << 24;
  }

  static long u32(byte[] data, int at) {
    return i32(data, at) & 0xFFFF_FFFFL;
  }
}
