package io.bulwark.benchmarks.ring;

import static io.bulwark.bpf.isa.Register.R0;
import static io.bulwark.bpf.isa.Register.R1;
import static io.bulwark.bpf.isa.Register.R2;
import static io.bulwark.bpf.isa.Register.R3;
import static io.bulwark.bpf.isa.Register.R6;

import io.bulwark.bpf.isa.AluOp;
import io.bulwark.bpf.isa.Assembler;
import io.bulwark.bpf.isa.Condition;
import io.bulwark.bpf.isa.Constant;
import io.bulwark.bpf.isa.Instruction;
import io.bulwark.bpf.isa.IsaLevel;
import io.bulwark.bpf.isa.Label;
import io.bulwark.bpf.isa.Size;
import io.bulwark.kernel.load.KernelMap;
import io.bulwark.kernel.load.KernelProgram;
import io.bulwark.kernel.load.Libbpf;
import io.bulwark.kernel.load.ProgramType;
import io.bulwark.kernel.load.RawProgram;

/** A program that writes events into a ring under test runs, waking nobody. */
final class Filler {
  /** Events of one run. */
  static final int EVENTS = 4096;

  private static final int RESERVE = 131;
  private static final int SUBMIT = 132;
  private static final int NO_WAKEUP = 1;

  private Filler() {}

  /** Every event has its number in all of its words. */
  static KernelProgram load(Libbpf libbpf, KernelMap ring, int bytes) {
    Assembler code = new Assembler(IsaLevel.V3);
    Label loop = code.label("loop");
    Label done = code.label("done");
    code.mov(R6, 0);
    code.bind(loop).add(new Instruction.LoadImm64(R1, new Constant.MapByIndex(0)));
    code.mov(R2, bytes).mov(R3, 0).call(RESERVE).jumpIf(Condition.EQ, R0, 0, done);
    for (int at = 0; at < bytes; at += 8) {
      code.store(Size.DW, R0, at, R6);
    }
    code.mov(R1, R0).mov(R2, NO_WAKEUP).call(SUBMIT);
    code.alu(AluOp.ADD, R6, 1).jumpIf(Condition.LT, R6, EVENTS, loop);
    code.bind(done).mov(R0, R6).exit();
    return RawProgram.of(ProgramType.XDP, code.build().encode(), "GPL")
        .named("ring_filler")
        .withMaps(ring)
        .load(libbpf);
  }
}
