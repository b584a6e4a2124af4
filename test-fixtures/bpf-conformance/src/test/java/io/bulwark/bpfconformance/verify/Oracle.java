package io.bulwark.bpfconformance.verify;

import io.bulwark.kernel.error.KernelUnavailable;
import io.bulwark.kernel.load.Libbpf;
import io.bulwark.kernel.load.LoadOutcome;
import io.bulwark.kernel.load.ProgramType;
import io.bulwark.kernel.load.RawProgram;
import java.util.HexFormat;
import org.junit.jupiter.api.Assumptions;

/** The verifier of the kernel under this JVM; where it cannot be asked, tests are skipped aloud. */
final class Oracle {
  /** {@code r0 = 0; exit}. */
  private static final byte[] SMALLEST =
      HexFormat.of().parseHex("b700000000000000" + "9500000000000000");

  private Oracle() {}

  /** libbpf on a kernel that lets this process load programs; otherwise {@code test} is skipped. */
  static Libbpf require(String test) {
    try {
      Libbpf libbpf = Libbpf.system();
      return switch (RawProgram.of(ProgramType.XDP, SMALLEST, "GPL").tryLoad(libbpf)) {
        case LoadOutcome.Loaded(var program, var _) -> {
          program.close();
          yield libbpf;
        }
        case LoadOutcome.Rejected rejected -> skip(test, "bpf(2): " + rejected.errno());
      };
    } catch (KernelUnavailable e) {
      return skip(test, e.getMessage());
    }
  }

  private static Libbpf skip(String test, String reason) {
    System.out.println("SKIPPED: " + test + ": " + reason);
    return Assumptions.abort(reason);
  }
}
