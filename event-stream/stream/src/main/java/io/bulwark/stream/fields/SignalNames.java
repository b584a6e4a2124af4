package io.bulwark.stream.fields;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Names of the 31 classic signals of Linux; real-time signals have none. */
final class SignalNames {
  private static final String[] WORDS =
      ("HUP INT QUIT ILL TRAP ABRT BUS FPE KILL USR1 SEGV USR2 PIPE ALRM TERM STKFLT CHLD CONT STOP"
              + " TSTP TTIN TTOU URG XCPU XFSZ VTALRM PROF WINCH IO PWR SYS")
          .split(" ");

  private static final SignalNames STANDARD = new SignalNames();

  private final byte[][] names = new byte[WORDS.length][];

  private SignalNames() {
    for (int i = 0; i < WORDS.length; i++) {
      names[i] = ("SIG" + WORDS[i]).getBytes(StandardCharsets.US_ASCII);
    }
  }

  static SignalNames standard() {
    return STANDARD;
  }

  byte @Nullable [] of(int signal) {
    return signal >= 1 && signal <= names.length ? names[signal - 1] : null;
  }
}
