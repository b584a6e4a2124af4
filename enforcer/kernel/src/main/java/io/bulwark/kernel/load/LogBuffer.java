package io.bulwark.kernel.load;

import static io.bulwark.kernel.abi.LibcAbi.LIBC;

import io.bulwark.kernel.log.VerifierLog;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;

/**
 * Room for a verifier log. Large, because kernels before 6.4 keep the head of a log that does not
 * fit and the message stands at its end; lazy, because most logs are short or never written.
 */
record LogBuffer(MemorySegment segment) {
  /** The most that all kernels take: {@code UINT_MAX >> 8}, kernel/bpf/verifier.c of 5.10. */
  private static final long SIZE = (1 << 24) - 1;

  static LogBuffer in(Arena arena) {
    return new LogBuffer(LIBC.mapLazily(arena, SIZE));
  }

  /** What the kernel wrote. */
  VerifierLog read() {
    long length = segment.byteSize();
    for (long at = 0; at < length; at++) {
      if (segment.get(java.lang.foreign.ValueLayout.JAVA_BYTE, at) == 0) {
        length = at;
      }
    }
    byte[] bytes = segment.asSlice(0, length).toArray(java.lang.foreign.ValueLayout.JAVA_BYTE);
    return new VerifierLog(new String(bytes, StandardCharsets.UTF_8));
  }
}
