package io.bulwark.kernel.probe;

import static io.bulwark.bpf.isa.Register.FP;
import static io.bulwark.bpf.isa.Register.R0;
import static io.bulwark.bpf.isa.Register.R1;
import static io.bulwark.bpf.isa.Register.R2;
import static io.bulwark.bpf.isa.Register.R3;

import io.bulwark.bpf.isa.AluOp;
import io.bulwark.bpf.isa.Assembler;
import io.bulwark.bpf.isa.IsaLevel;
import io.bulwark.bpf.isa.Size;
import io.bulwark.kernel.load.AttachType;
import io.bulwark.kernel.load.LoadOutcome;
import io.bulwark.kernel.load.ProgramType;
import io.bulwark.kernel.load.RawProgram;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** At which security hooks a program may ask for a full path ({@code bpf_d_path}). */
final class PathProbes {
  private static final int D_PATH = 147;

  /** Hooks whose first argument is a {@code struct file}: its path is at its start. */
  private static final List<String> HOOKS =
      List.of("file_open", "file_permission", "mmap_file", "file_ioctl", "file_lock");

  private PathProbes() {}

  static List<Check> run(Bench bench) {
    List<Check> checks = new ArrayList<>();
    for (String hook : HOOKS) {
      checks.add(Check.loaded("helper", "d_path in lsm/" + hook, ask(bench, hook)));
    }
    return checks;
  }

  private static Outcome ask(Bench bench, String hook) {
    OptionalInt type = bench.hookType(AttachType.LSM_MAC, hook);
    if (type.isEmpty()) {
      return new Outcome.Absent("5.7");
    }
    RawProgram program =
        RawProgram.of(ProgramType.LSM, code(), "GPL")
            .attachingTo(AttachType.LSM_MAC, type.getAsInt());
    return switch (program.tryLoad(bench.libbpf())) {
      case LoadOutcome.Loaded loaded -> ProgramTypeProbes.outcome(loaded, "5.10");
      case LoadOutcome.Rejected rejected -> answer(rejected);
    };
  }

  /** "Not allowed in probe" is the hook list of d_path; other complaints are about our argument. */
  private static Outcome answer(LoadOutcome.Rejected rejected) {
    return rejected.byVerifier() && rejected.log().text().contains("not allowed")
        ? new Outcome.Refused(rejected.errno(), rejected.log().message())
        : HelperProbes.answer(rejected, new HelperProbes.Helper(D_PATH, "d_path", "5.10"));
  }

  /** The first argument is passed as it is: a verifier that allows d_path then asks for a path. */
  private static byte[] code() {
    return new Assembler(IsaLevel.V3)
        .load(Size.DW, R1, R1, 0)
        .store(Size.DW, FP, -8, 0)
        .mov(R2, FP)
        .alu(AluOp.ADD, R2, -8)
        .mov(R3, 8)
        .call(D_PATH)
        .mov(R0, 0)
        .exit()
        .build()
        .encode();
  }
}
