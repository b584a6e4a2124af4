package io.bulwark.kernel.probe;

import static io.bulwark.bpf.isa.Register.FP;
import static io.bulwark.bpf.isa.Register.R0;
import static io.bulwark.bpf.isa.Register.R1;
import static io.bulwark.bpf.isa.Register.R2;

import io.bulwark.bpf.isa.AluOp;
import io.bulwark.bpf.isa.Assembler;
import io.bulwark.bpf.isa.AtomicOp;
import io.bulwark.bpf.isa.Condition;
import io.bulwark.bpf.isa.Constant;
import io.bulwark.bpf.isa.Instruction;
import io.bulwark.bpf.isa.IsaLevel;
import io.bulwark.bpf.isa.Label;
import io.bulwark.bpf.isa.Size;

/** The code of probes. */
final class Programs {
  private static final int MAP_LOOKUP = 1;
  private static final int CURRENT_CGROUP = 80;

  private Programs() {}

  /** {@code return value}. */
  static byte[] returning(int value) {
    return new Assembler(IsaLevel.V3).mov(R0, value).exit().build().encode();
  }

  /** {@code return function()}, which most functions refuse for want of arguments. */
  static byte[] calling(int function) {
    return new Assembler(IsaLevel.V3).call(function).mov(R0, 0).exit().build().encode();
  }

  /** Returns {@code inside} in one cgroup and {@code outside} elsewhere. */
  static byte[] verdict(long cgroup, int inside, int outside) {
    Assembler code = new Assembler(IsaLevel.V3);
    Label elsewhere = code.label("elsewhere");
    code.call(CURRENT_CGROUP).mov64(R1, cgroup);
    code.jumpIf(Condition.NE, R0, R1, elsewhere).mov(R0, inside).exit();
    return code.bind(elsewhere).mov(R0, outside).exit().build().encode();
  }

  /** Adds one to the first counter of map 0 in one cgroup; does nothing elsewhere. */
  static byte[] counting(long cgroup) {
    Assembler code = new Assembler(IsaLevel.V3);
    Label out = code.label("out");
    code.call(CURRENT_CGROUP).mov64(R1, cgroup).jumpIf(Condition.NE, R0, R1, out);
    code.store(Size.W, FP, -4, 0).mov(R2, FP).alu(AluOp.ADD, R2, -4);
    code.add(new Instruction.LoadImm64(R1, new Constant.MapByIndex(0))).call(MAP_LOOKUP);
    code.jumpIf(Condition.EQ, R0, 0, out).mov(R1, 1);
    code.add(new Instruction.Atomic(AtomicOp.ADD, true, R0, 0, R1));
    return code.bind(out).mov(R0, 0).exit().build().encode();
  }
}
