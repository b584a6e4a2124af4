package io.bulwark.kernel.probe;

import static io.bulwark.bpf.isa.Register.R0;
import static io.bulwark.bpf.isa.Register.R1;

import io.bulwark.bpf.isa.AluOp;
import io.bulwark.bpf.isa.Assembler;
import io.bulwark.bpf.isa.AtomicOp;
import io.bulwark.bpf.isa.Condition;
import io.bulwark.bpf.isa.EndianOp;
import io.bulwark.bpf.isa.Instruction;
import io.bulwark.bpf.isa.IsaLevel;
import io.bulwark.bpf.isa.Operand;
import io.bulwark.bpf.isa.Register;
import io.bulwark.bpf.isa.Size;
import io.bulwark.kernel.load.KernelProgram;
import io.bulwark.kernel.load.LoadOutcome;
import io.bulwark.kernel.load.ProgramType;
import io.bulwark.kernel.load.RawProgram;
import io.bulwark.kernel.log.VerifierLog;
import java.util.List;

/** Instructions that came later, run on a packet and their result looked at. */
final class InstructionProbes {
  /** A program and what it must return. */
  private record Sample(String name, String since, Assembler code, int result) {}

  private InstructionProbes() {}

  private static Assembler code() {
    return new Assembler(IsaLevel.V4);
  }

  private static List<Sample> samples() {
    var fetch = new Instruction.Atomic(AtomicOp.FETCH_ADD, true, Register.FP, -8, R0);
    var movsx = new Instruction.MoveSignExtended(true, 8, R0, R1);
    var bswap = new Instruction.Endian(EndianOp.BSWAP, 16, R0);
    var signedLoad = new Instruction.Load(Size.B, true, R0, Register.FP, -8);
    return List.of(
        new Sample(
            "atomic fetch (v3)",
            "5.12",
            code().store(Size.DW, Register.FP, -8, 5).mov(R0, 2).add(fetch),
            5),
        new Sample("movsx (v4)", "6.6", code().mov(R1, 0xff).add(movsx), -1),
        new Sample("bswap (v4)", "6.6", code().mov(R0, 0x0102).add(bswap), 0x0201),
        new Sample(
            "signed load (v4)",
            "6.6",
            code().store(Size.DW, Register.FP, -8, 0x80).add(signedLoad),
            -128),
        new Sample("signed division (v4)", "6.6", code().mov(R0, -7).alu(AluOp.SDIV, R0, 2), -3),
        new Sample(
            "long jump (v4)",
            "6.6",
            code()
                .mov(R0, 3)
                .add(new Instruction.JumpIf(Condition.EQ, true, R0, Operand.of(9), 1))
                .add(new Instruction.Jump(1, true))
                .mov(R0, 4),
            3));
  }

  static List<Check> run(Bench bench) {
    return samples().stream()
        .map(sample -> Check.loaded("instruction", sample.name, run(bench, sample)))
        .toList();
  }

  private static Outcome run(Bench bench, Sample sample) {
    byte[] code = sample.code.exit().build().encode();
    LoadOutcome outcome = RawProgram.of(ProgramType.XDP, code, "GPL").tryLoad(bench.libbpf());
    return switch (outcome) {
      case LoadOutcome.Loaded(KernelProgram program, VerifierLog _) -> ran(program, sample);
      // An old kernel finds "reserved fields" or an "unknown opcode" in what it does not know.
      case LoadOutcome.Rejected rejected ->
          rejected.byVerifier() && !rejected.errno().isPermission()
              ? new Outcome.Absent(sample.since)
              : Answers.of(rejected, sample.since);
    };
  }

  private static Outcome ran(KernelProgram program, Sample sample) {
    try (program) {
      return Answers.of(
          () -> {
            int result = program.run(new byte[64]);
            return result == sample.result
                ? Outcome.WORKS
                : new Outcome.NotTried("it returned " + result + ", not " + sample.result);
          },
          sample.since);
    }
  }
}
