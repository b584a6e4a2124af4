package io.bulwark.stream.scap;

/** Block ids of the scap format; source: falco-libs scap_savefile.h, format 1.2. */
final class BlockType {
  static final int SECTION_HEADER = 0x0A0D0D0A;
  static final int MACHINE_INFO = 0x201;
  static final int MACHINE_INFO_LEGACY = 0x8002ABCD;
  static final int PROCESSES_V1 = 0x202;
  static final int PROCESSES_V1_LEGACY = 0x8000ABCD;
  static final int PROCESSES_V2 = 0x207;
  static final int PROCESSES_V2_LEGACY = 0x8013ABCD;
  static final int PROCESSES_V3 = 0x209;
  static final int PROCESSES_V3_LEGACY = 0x8014ABCD;
  static final int PROCESSES_V4 = 0x210;
  static final int PROCESSES_V5 = 0x211;
  static final int PROCESSES_V6 = 0x212;
  static final int PROCESSES_V7 = 0x213;
  static final int PROCESSES_V8 = 0x214;
  static final int PROCESSES_V9 = 0x215;
  static final int DESCRIPTORS_V1 = 0x203;
  static final int DESCRIPTORS_V1_LEGACY = 0x8001ABCD;
  static final int DESCRIPTORS_V2 = 0x218;
  static final int EVENT_V1 = 0x204;
  static final int EVENT_V1_LEGACY = 0x8010ABCD;
  static final int EVENT_V2 = 0x216;
  static final int EVENT_V2_LARGE = 0x221;
  static final int EVENT_FLAGS_V1 = 0x208;
  static final int EVENT_FLAGS_V2 = 0x217;
  static final int EVENT_FLAGS_V2_LARGE = 0x222;
  static final int INTERFACES_V1 = 0x205;
  static final int INTERFACES_V1_LEGACY = 0x8011ABCD;
  static final int INTERFACES_V2 = 0x219;
  static final int USERS_V1 = 0x206;
  static final int USERS_V1_LEGACY = 0x8012ABCD;
  static final int USERS_V2 = 0x220;

  /** Little-endian byte-order magic of a section header. */
  static final int MAGIC = 0x1A2B3C4D;

  private BlockType() {}

  /** Version 1–9 of a process list block, or 0 if it is none. */
  static int processListVersion(int type) {
    return switch (type) {
      case PROCESSES_V1, PROCESSES_V1_LEGACY -> 1;
      case PROCESSES_V2, PROCESSES_V2_LEGACY -> 2;
      case PROCESSES_V3, PROCESSES_V3_LEGACY -> 3;
      case PROCESSES_V4 -> 4;
      case PROCESSES_V5 -> 5;
      case PROCESSES_V6 -> 6;
      case PROCESSES_V7 -> 7;
      case PROCESSES_V8 -> 8;
      case PROCESSES_V9 -> 9;
      default -> 0;
    };
  }
}
