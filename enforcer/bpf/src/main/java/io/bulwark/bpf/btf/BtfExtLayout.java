package io.bulwark.bpf.btf;

/**
 * Numbers of the extension's layout. Header: as that of BTF, then offset and length of the three
 * parts from its end. Part: u32 record size, then per ELF section u32 name, u32 count, records.
 */
final class BtfExtLayout {
  /** A header without the relocations' part, as the first producers wrote it. */
  static final int SHORT_HEADER = 24;

  static final int HEADER = 32;

  static final int FUNC_RECORD = 8;
  static final int LINE_RECORD = 16;
  static final int CORE_RECORD = 16;

  /** Bytes before the records of a section: its name and their number. */
  static final int SECTION_HEADER = 8;

  static final int INSTRUCTION = 8;

  private BtfExtLayout() {}
}
