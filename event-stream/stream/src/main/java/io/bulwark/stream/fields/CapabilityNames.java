package io.bulwark.stream.fields;

import java.nio.charset.StandardCharsets;

/** Names of Linux capabilities by bit, as capabilities(7) numbers them. */
final class CapabilityNames {
  private static final String[] WORDS =
      ("CHOWN DAC_OVERRIDE DAC_READ_SEARCH FOWNER FSETID KILL SETGID SETUID SETPCAP LINUX_IMMUTABLE"
              + " NET_BIND_SERVICE NET_BROADCAST NET_ADMIN NET_RAW IPC_LOCK IPC_OWNER SYS_MODULE"
              + " SYS_RAWIO SYS_CHROOT SYS_PTRACE SYS_PACCT SYS_ADMIN SYS_BOOT SYS_NICE"
              + " SYS_RESOURCE SYS_TIME SYS_TTY_CONFIG MKNOD LEASE AUDIT_WRITE AUDIT_CONTROL"
              + " SETFCAP MAC_OVERRIDE MAC_ADMIN SYSLOG WAKE_ALARM BLOCK_SUSPEND AUDIT_READ PERFMON"
              + " BPF CHECKPOINT_RESTORE")
          .split(" ");

  private final byte[][] names = new byte[WORDS.length][];

  CapabilityNames() {
    for (int i = 0; i < WORDS.length; i++) {
      names[i] = ("CAP_" + WORDS[i]).getBytes(StandardCharsets.US_ASCII);
    }
  }

  /** Writes the names of all set bits, joined by blanks; unknown bits are left out. */
  void write(long bits, TextBuffer to) {
    boolean first = true;
    for (int i = 0; i < names.length; i++) {
      if ((bits & 1L << i) != 0) {
        if (!first) {
          to.add(' ');
        }
        to.add(names[i]);
        first = false;
      }
    }
  }
}
