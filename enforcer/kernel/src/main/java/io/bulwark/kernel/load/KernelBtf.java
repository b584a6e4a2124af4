package io.bulwark.kernel.load;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.bulwark.kernel.error.Errno;
import io.bulwark.kernel.error.KernelException;
import io.bulwark.kernel.log.VerifierLog;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.function.IntUnaryOperator;

/** Type information in the kernel. */
public final class KernelBtf implements AutoCloseable {
  private static final long OPTIONS_SIZE = 24;
  private final Descriptor descriptor;

  private KernelBtf(Descriptor descriptor) {
    this.descriptor = descriptor;
  }

  /**
   * Loads BTF bytes.
   *
   * @throws KernelException the kernel's refusal, with its log
   */
  public static KernelBtf load(Libbpf libbpf, byte[] bytes) {
    try (Arena arena = Arena.ofConfined()) {
      LogBuffer log = LogBuffer.in(arena);
      MemorySegment options = arena.allocate(OPTIONS_SIZE, 8);
      options.set(JAVA_LONG, 0, OPTIONS_SIZE);
      options.set(ADDRESS, 8, log.segment());
      options.set(JAVA_INT, 20, (int) log.segment().byteSize());
      int result = libbpf.syscalls().btfLoad(arena.allocateFrom(JAVA_BYTE, bytes), options);
      if (result < 0) {
        VerifierLog said = log.read();
        throw new LoadOutcome.Rejected(Errno.of(result), said).failure("BTF");
      }
      return new KernelBtf(Descriptor.owned(result, "BTF"));
    }
  }

  int call(IntUnaryOperator use) {
    return descriptor.call(use);
  }

  @Override
  public void close() {
    descriptor.close();
  }
}
