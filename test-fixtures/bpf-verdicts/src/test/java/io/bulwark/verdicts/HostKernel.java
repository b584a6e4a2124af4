package io.bulwark.verdicts;

import io.bulwark.kernel.error.KernelUnavailable;
import io.bulwark.kernel.load.Libbpf;
import io.bulwark.kernel.load.LoadOutcome;
import io.bulwark.kernel.load.ProgramType;
import io.bulwark.kernel.load.RawProgram;
import java.util.HexFormat;
import org.junit.jupiter.api.Assumptions;

/** The kernel under this JVM, where it may be asked; elsewhere tests are skipped aloud. */
public final class HostKernel {
  private static final byte[] RETURN_2 =
      HexFormat.of().parseHex("b700000002000000" + "9500000000000000");

  private HostKernel() {}

  /** libbpf, where XDP programs can be loaded; otherwise {@code test} is skipped. */
  public static Libbpf require(String test) {
    try {
      Libbpf libbpf = Libbpf.system();
      return switch (RawProgram.of(ProgramType.XDP, RETURN_2, "GPL").tryLoad(libbpf)) {
        case LoadOutcome.Loaded(var program, var _) -> {
          program.close();
          yield libbpf;
        }
        case LoadOutcome.Rejected rejected -> skip(test, "bpf(2) answers " + rejected.errno());
      };
    } catch (KernelUnavailable e) {
      return skip(test, String.valueOf(e.getMessage()));
    }
  }

  /** Skips the test aloud. */
  public static <T> T skip(String test, String reason) {
    System.out.println("SKIPPED: " + test + ": " + reason);
    return Assumptions.abort(reason);
  }
}
