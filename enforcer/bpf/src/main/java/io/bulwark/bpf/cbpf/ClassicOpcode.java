package io.bulwark.bpf.cbpf;

/** The fields of the 16-bit code (linux/bpf_common.h, linux/filter.h). */
final class ClassicOpcode {
  static final int CLASS_MASK = 0x07;
  static final int LD = 0x00;
  static final int LDX = 0x01;
  static final int ST = 0x02;
  static final int STX = 0x03;
  static final int ALU = 0x04;
  static final int JMP = 0x05;
  static final int RET = 0x06;
  static final int MISC = 0x07;

  static final int SIZE_MASK = 0x18;

  static final int MODE_MASK = 0xe0;
  static final int IMM = 0x00;
  static final int ABS = 0x20;
  static final int IND = 0x40;
  static final int MEM = 0x60;
  static final int LEN = 0x80;
  static final int MSH = 0xa0;

  static final int CODE_MASK = 0xf0;
  static final int NEG = 0x80;
  static final int JA = 0x00;

  /** Set when the operand is X. */
  static final int SOURCE_X = 0x08;

  /** Set in a return of A. */
  static final int RETURN_A = 0x10;

  static final int TAX = 0x00;
  static final int TXA = 0x80;

  private ClassicOpcode() {}
}
