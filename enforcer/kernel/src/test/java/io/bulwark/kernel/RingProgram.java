package io.bulwark.kernel;

import static io.bulwark.bpf.isa.Register.FP;
import static io.bulwark.bpf.isa.Register.R0;
import static io.bulwark.bpf.isa.Register.R1;
import static io.bulwark.bpf.isa.Register.R2;
import static io.bulwark.bpf.isa.Register.R3;
import static io.bulwark.bpf.isa.Register.R6;
import static io.bulwark.bpf.isa.Register.R7;
import static io.bulwark.bpf.isa.Register.R8;

import io.bulwark.bpf.isa.AluOp;
import io.bulwark.bpf.isa.Assembler;
import io.bulwark.bpf.isa.AtomicOp;
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

/**
 * An XDP program that writes numbered events into a ring under test runs: map 0 is the ring, map 1
 * an array of two counters, the next event's number and the drops. It returns how many it wrote.
 *
 * @param bytes of each event, at least 8
 * @param count events of one run
 * @param flags of each submit: 1 wakes nobody
 */
public record RingProgram(int bytes, int count, int flags) {
  private static final int LOOKUP = 1;
  private static final int RESERVE = 131;
  private static final int SUBMIT = 132;

  /** A program that wakes nobody. */
  public static RingProgram events(int bytes, int count) {
    return new RingProgram(bytes, count, 1);
  }

  /** The same, waking the reader as the kernel sees fit. */
  public RingProgram waking() {
    return new RingProgram(bytes, count, 0);
  }

  /** Loads it over a ring and counters. */
  public KernelProgram load(Libbpf libbpf, KernelMap ring, KernelMap counters) {
    return RawProgram.of(ProgramType.XDP, code(), "GPL")
        .named("ring_events")
        .withMaps(ring, counters)
        .load(libbpf);
  }

  private byte[] code() {
    Assembler code = new Assembler(IsaLevel.V3);
    Label done = code.label("done");
    Label none = code.label("none");
    Label loop = code.label("loop");
    code.store(Size.W, FP, -4, 0).mov(R2, FP).alu(AluOp.ADD, R2, -4);
    code.add(new Instruction.LoadImm64(R1, new Constant.MapByIndex(1))).call(LOOKUP);
    code.jumpIf(Condition.EQ, R0, 0, none).mov(R8, R0).mov(R6, 0);
    code.bind(loop).add(new Instruction.LoadImm64(R1, new Constant.MapByIndex(0)));
    code.mov(R2, bytes).mov(R3, 0).call(RESERVE);
    Label got = code.label("got");
    code.jumpIf(Condition.NE, R0, 0, got);
    drop(code, none);
    code.bind(got).mov(R7, 1);
    code.add(new Instruction.Atomic(AtomicOp.FETCH_ADD, true, R8, 0, R7));
    code.store(Size.DW, R0, 0, R7).mov(R1, R0).mov(R2, flags).call(SUBMIT);
    code.alu(AluOp.ADD, R6, 1).jumpIf(Condition.LT, R6, count, loop);
    code.bind(done).mov(R0, R6).exit();
    code.bind(none).mov(R0, -1).exit();
    return code.build().encode();
  }

  /** Counts what the rest of the run could have written, and ends. */
  private void drop(Assembler code, Label none) {
    code.store(Size.W, FP, -4, 1).mov(R2, FP).alu(AluOp.ADD, R2, -4);
    code.add(new Instruction.LoadImm64(R1, new Constant.MapByIndex(1))).call(LOOKUP);
    code.jumpIf(Condition.EQ, R0, 0, none).mov(R1, count).alu(AluOp.SUB, R1, R6);
    code.add(new Instruction.Atomic(AtomicOp.ADD, true, R0, 0, R1)).mov(R0, R6).exit();
  }
}
