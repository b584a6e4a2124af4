package io.bulwark.bpfconformance;

import io.bulwark.kernel.error.KernelUnavailable;
import io.bulwark.kernel.load.Libbpf;
import io.bulwark.kernel.load.LoadOutcome;
import io.bulwark.kernel.load.ProgramType;
import io.bulwark.kernel.load.RawProgram;
import java.util.HexFormat;
import org.junit.jupiter.api.Assumptions;

/** The kernel under this JVM as an oracle; where it cannot be asked, tests are skipped aloud. */
final class HostKernel {
  /** {@code r1 = 128; r1 = (s8)r1; r0 = 2; exit}: ISA v4, kernels since 6.6. */
  private static final byte[] V4 =
      HexFormat.of()
          .parseHex(
              "b701000080000000" + "bf11080000000000" + "b700000002000000" + "9500000000000000");

  private HostKernel() {}

  /** libbpf on a kernel that loads XDP programs of ISA v4; otherwise {@code test} is skipped. */
  static Libbpf require(String test) {
    try {
      Libbpf libbpf = Libbpf.system();
      return switch (RawProgram.of(ProgramType.XDP, V4, "GPL").tryLoad(libbpf)) {
        case LoadOutcome.Loaded(var program, var _) -> {
          program.close();
          yield libbpf;
        }
        case LoadOutcome.Rejected rejected -> skip(test, "XDP of ISA v4: " + rejected.errno());
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
