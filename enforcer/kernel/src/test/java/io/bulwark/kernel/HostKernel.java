package io.bulwark.kernel;

import io.bulwark.kernel.error.KernelUnavailable;
import io.bulwark.kernel.load.Libbpf;
import io.bulwark.kernel.load.LoadOutcome;
import io.bulwark.kernel.load.ProgramType;
import io.bulwark.kernel.load.RawProgram;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** The kernel under this JVM, for tests that need one; without it they are skipped aloud. */
public final class HostKernel {
  /** {@code r0 = 0; exit}. */
  public static final byte[] RETURN_0 = code("b700000000000000 9500000000000000");

  private HostKernel() {}

  /** libbpf, where this process may load programs; otherwise the test is skipped. */
  public static Libbpf require() {
    Libbpf libbpf;
    try {
      libbpf = Libbpf.system();
    } catch (KernelUnavailable e) {
      return skip(e.getMessage());
    }
    return switch (RawProgram.of(ProgramType.SOCKET_FILTER, RETURN_0, "GPL").tryLoad(libbpf)) {
      case LoadOutcome.Loaded(var program, var _) -> {
        program.close();
        yield libbpf;
      }
      case LoadOutcome.Rejected rejected ->
          rejected.errno().isPermission()
              ? skip("bpf(2) is not permitted here (" + rejected.errno() + ")")
              : fail(rejected);
    };
  }

  private static Libbpf fail(LoadOutcome.Rejected rejected) {
    throw new AssertionError("the smallest program was refused: " + rejected);
  }

  /** Skips the calling test aloud. */
  public static <T> T skip(String reason) {
    String test =
        StackWalker.getInstance()
            .walk(frames ->
                frames
                    .filter(frame -> frame.getClassName().endsWith("Test"))
                    .map(frame -> frame.getClassName() + "." + frame.getMethodName())
                    .findFirst()
                    .orElse("a test"));
    System.out.println("SKIPPED: " + test + ": " + reason);
    return Assumptions.abort(reason);
  }

  /** Instruction slots written as hex bytes in memory order. */
  public static byte[] code(String hex) {
    return HexFormat.of().parseHex(hex.replaceAll("\\s", ""));
  }

  /** How many descriptors this process has open. */
  public static long openDescriptors() {
    try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
      return open.count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** How many areas of memory this process has mapped. */
  public static long mappedAreas() {
    try (Stream<String> areas = Files.lines(Path.of("/proc/self/maps"))) {
      return areas.count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
