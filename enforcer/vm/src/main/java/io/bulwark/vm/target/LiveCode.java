package io.bulwark.vm.target;

import io.bulwark.bpf.isa.AluOp;
import io.bulwark.bpf.isa.Code;
import io.bulwark.bpf.isa.Condition;
import io.bulwark.bpf.isa.Constant;
import io.bulwark.bpf.isa.Instruction;
import io.bulwark.bpf.isa.Operand;
import io.bulwark.bpf.isa.Register;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.BitSet;

/**
 * Which instructions of a function can be reached, when jumps on known numbers go one way only.
 * Such numbers are what is left of a relocation that asks whether a field exists.
 */
final class LiveCode {
  private static final int REGISTERS = 11;

  private final Code code;
  private final BitSet seen = new BitSet();

  /** Per instruction and register, the number before the instruction, where it is known. */
  private final long[] numbers;

  private final BitSet known = new BitSet();
  private final ArrayDeque<Integer> open = new ArrayDeque<>();

  /** The state behind the instruction at hand. */
  private final long[] now = new long[REGISTERS];

  private final boolean[] knownNow = new boolean[REGISTERS];

  private LiveCode(Code code) {
    this.code = code;
    numbers = new long[code.size() * REGISTERS];
  }

  /** Indexes of the instructions that may run. */
  static BitSet of(Code code) {
    LiveCode live = new LiveCode(code);
    live.flow(0);
    while (!live.open.isEmpty()) {
      live.step(live.open.removeLast());
    }
    return live.seen;
  }

  /** The state at hand reaches {@code index}; what differs from before is not known there. */
  private void flow(int index) {
    boolean changed = !seen.get(index);
    for (int register = 0; register < REGISTERS; register++) {
      int at = index * REGISTERS + register;
      if (!seen.get(index)) {
        known.set(at, knownNow[register]);
        numbers[at] = now[register];
      } else if (known.get(at) && !(knownNow[register] && numbers[at] == now[register])) {
        known.clear(at);
        changed = true;
      }
    }
    seen.set(index);
    if (changed) {
      open.add(index);
    }
  }

  private void step(int index) {
    for (int register = 0; register < REGISTERS; register++) {
      knownNow[register] = known.get(index * REGISTERS + register);
      now[register] = numbers[index * REGISTERS + register];
    }
    Instruction instruction = code.instruction(index);
    switch (instruction) {
      case Instruction.Exit _ -> {}
      case Instruction.Jump _ -> flow(code.target(index));
      case Instruction.JumpIf jump -> branch(index, jump);
      case Instruction.Alu alu -> {
        assign(alu);
        flow(index + 1);
      }
      case Instruction.LoadImm64(Register dst, Constant.Number(long number))
          when code.metadata(index).reference() == null -> {
        set(dst, number);
        flow(index + 1);
      }
      case Instruction.LoadImm64 load -> forget(index, load.dst());
      case Instruction.Load load -> forget(index, load.dst());
      case Instruction.MoveSignExtended move -> forget(index, move.dst());
      case Instruction.Negate negate -> forget(index, negate.dst());
      case Instruction.Endian endian -> forget(index, endian.dst());
      case Instruction.Store _ -> flow(index + 1);
      case Instruction.Atomic _,
          Instruction.CallHelper _,
          Instruction.CallLocal _,
          Instruction.CallKfunc _,
          Instruction.CallRegister _,
          Instruction.LoadPacket _ -> {
        Arrays.fill(knownNow, false);
        flow(index + 1);
      }
    }
  }

  private void forget(int index, Register register) {
    knownNow[register.number()] = false;
    flow(index + 1);
  }

  private void set(Register register, long number) {
    knownNow[register.number()] = true;
    now[register.number()] = number;
  }

  private void assign(Instruction.Alu alu) {
    boolean move = alu.op() == AluOp.MOV && isKnown(alu.src());
    if (move) {
      long value = value(alu.src());
      set(alu.dst(), alu.wide() ? value : value & 0xffff_ffffL);
    } else {
      knownNow[alu.dst().number()] = false;
    }
  }

  private boolean isKnown(Operand operand) {
    return switch (operand) {
      case Operand.Imm _ -> true;
      case Operand.Reg(Register register) -> knownNow[register.number()];
    };
  }

  private long value(Operand operand) {
    return switch (operand) {
      case Operand.Imm(int value) -> value;
      case Operand.Reg(Register register) -> now[register.number()];
    };
  }

  private void branch(int index, Instruction.JumpIf jump) {
    boolean certain = knownNow[jump.left().number()] && isKnown(jump.right());
    boolean taken =
        certain
            && holds(
                jump.condition(),
                narrow(now[jump.left().number()], jump.wide()),
                narrow(value(jump.right()), jump.wide()));
    if (!certain || taken) {
      flow(code.target(index));
    }
    if (!certain || !taken) {
      flow(index + 1);
    }
  }

  /** 32-bit tests see the low half; with its sign both orders come out right in 64 bits. */
  private static long narrow(long value, boolean wide) {
    return wide ? value : (int) value;
  }

  private static boolean holds(Condition condition, long left, long right) {
    int unsigned = Long.compareUnsigned(left, right);
    return switch (condition) {
      case EQ -> left == right;
      case NE -> left != right;
      case GT -> unsigned > 0;
      case GE -> unsigned >= 0;
      case LT -> unsigned < 0;
      case LE -> unsigned <= 0;
      case SGT -> left > right;
      case SGE -> left >= right;
      case SLT -> left < right;
      case SLE -> left <= right;
      case SET -> (left & right) != 0;
    };
  }
}
