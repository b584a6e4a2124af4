package io.bulwark.stream.scap;

/** Block ids of the scap format that the reader tells apart by number. */
final class BlockType {
  static final int SECTION_HEADER = 0x0A0D0D0A;

  private BlockType() {}
}
