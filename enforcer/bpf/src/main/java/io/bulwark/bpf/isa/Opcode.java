package io.bulwark.bpf.isa;

/** The fields of the opcode byte (RFC 9669, section 3). */
final class Opcode {
  static final int CLASS_MASK = 0x07;
  static final int CLASS_LD = 0x00;
  static final int CLASS_LDX = 0x01;
  static final int CLASS_ST = 0x02;
  static final int CLASS_STX = 0x03;
  static final int CLASS_ALU = 0x04;
  static final int CLASS_JMP = 0x05;
  static final int CLASS_JMP32 = 0x06;
  static final int CLASS_ALU64 = 0x07;

  /** Set when the second operand is a register. */
  static final int SOURCE_REGISTER = 0x08;

  static final int CODE_MASK = 0xf0;
  static final int NEG = 0x80;
  static final int MOV = 0xb0;
  static final int END = 0xd0;

  static final int JA = 0x00;
  static final int CALL = 0x80;
  static final int EXIT = 0x90;

  static final int MODE_MASK = 0xe0;
  static final int MODE_IMM = 0x00;
  static final int MODE_ABS = 0x20;
  static final int MODE_IND = 0x40;
  static final int MODE_MEM = 0x60;
  static final int MODE_MEMSX = 0x80;
  static final int MODE_ATOMIC = 0xc0;

  static final int LD_IMM64 = 0x18;

  private Opcode() {}
}
