package io.bulwark.vm.jit;

import io.bulwark.bpf.isa.AtomicOp;
import io.bulwark.bpf.isa.Code;
import io.bulwark.bpf.isa.Instruction;
import io.bulwark.bpf.isa.Operand;
import io.bulwark.bpf.isa.Register;
import io.bulwark.vm.program.Reach;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * Which value each register holds before each instruction of a region: not what it is, but where it
 * comes from.
 *
 * <p>A value is named by its origin: {@code 2 * i} is what instruction i left, {@code 2 * m + 1}
 * what several ways bring to instruction m. A call is an origin of all registers: it may change
 * what memory is accessible. Next to that: whether a value was computed from the frame pointer,
 * which is a guess only, as what it leads to is checked.
 */
final class Values {
  private static final int REGISTERS = 11;

  private final Code code;
  private final RegionPlan.Region region;
  private final int[][] origins;
  private final BitSet[] frame;
  private final ArrayDeque<Integer> open = new ArrayDeque<>();

  private Values(Code code, RegionPlan.Region region) {
    this.code = code;
    this.region = region;
    origins = new int[region.to() - region.from()][];
    frame = new BitSet[origins.length];
  }

  static Values of(Code code, RegionPlan.Region region) {
    Values values = new Values(code, region);
    for (int entry : region.entries()) {
      values.enter(entry);
    }
    while (!values.open.isEmpty()) {
      values.step(values.open.removeLast());
    }
    return values;
  }

  /** The origin of {@code register}'s value before instruction {@code index}. */
  int origin(int index, Register register) {
    return state(index)[register.number()];
  }

  /** Whether that value looks like a place in this function's frame. */
  boolean isFrame(int index, Register register) {
    return frame[index - region.from()].get(register.number());
  }

  private int[] state(int index) {
    return origins[index - region.from()];
  }

  private static int joined(int index) {
    return 2 * index + 1;
  }

  /** Where registers arrive from elsewhere, nothing is known. */
  private void enter(int index) {
    int[] state = new int[REGISTERS];
    Arrays.fill(state, joined(index));
    origins[index - region.from()] = state;
    frame[index - region.from()] = new BitSet(REGISTERS);
    frame[index - region.from()].set(Register.R10.number());
    open.add(index);
  }

  private void step(int index) {
    Instruction instruction = code.instruction(index);
    int[] after = state(index).clone();
    BitSet frames = (BitSet) frame[index - region.from()].clone();
    if (isCall(instruction)) {
      Arrays.fill(after, 2 * index);
    }
    Register written = written(instruction);
    if (written != null) {
      after[written.number()] = 2 * index;
      frames.set(written.number(), staysFrame(instruction, frames));
    }
    if (Reach.jumps(instruction)) {
      flow(code.target(index), after, frames);
    }
    if (!instruction.endsBlock()) {
      flow(index + 1, after, frames);
    }
  }

  private void flow(int to, int[] after, BitSet frames) {
    if (!region.contains(to)) {
      return;
    }
    int[] state = state(to);
    if (state == null) {
      origins[to - region.from()] = after.clone();
      frame[to - region.from()] = (BitSet) frames.clone();
      open.add(to);
      return;
    }
    BitSet known = frame[to - region.from()];
    int before = known.cardinality();
    known.and(frames);
    boolean changed = known.cardinality() != before;
    for (int register = 0; register < REGISTERS; register++) {
      if (state[register] != after[register] && state[register] != joined(to)) {
        state[register] = joined(to);
        changed = true;
      }
    }
    if (changed) {
      open.add(to);
    }
  }

  static boolean isCall(Instruction instruction) {
    return instruction instanceof Instruction.CallHelper
        || instruction instanceof Instruction.CallLocal
        || instruction instanceof Instruction.CallRegister
        || instruction instanceof Instruction.CallKfunc;
  }

  private static boolean staysFrame(Instruction instruction, BitSet frames) {
    if (!(instruction instanceof Instruction.Alu alu) || !alu.wide()) {
      return false;
    }
    boolean source =
        alu.src() instanceof Operand.Reg(Register register) && frames.get(register.number());
    return switch (alu.op()) {
      case MOV -> source;
      case ADD, SUB -> source || frames.get(alu.dst().number());
      case MUL, DIV, SDIV, OR, AND, LSH, RSH, MOD, SMOD, XOR, ARSH -> false;
    };
  }

  private static @Nullable Register written(Instruction instruction) {
    return switch (instruction) {
      case Instruction.Alu alu -> alu.dst();
      case Instruction.MoveSignExtended move -> move.dst();
      case Instruction.Negate negate -> negate.dst();
      case Instruction.Endian endian -> endian.dst();
      case Instruction.LoadImm64 load -> load.dst();
      case Instruction.Load load -> load.dst();
      case Instruction.Atomic atomic when atomic.op() == AtomicOp.CMPXCHG -> Register.R0;
      case Instruction.Atomic atomic -> atomic.op().fetches() ? atomic.src() : null;
      case Instruction.CallHelper _,
          Instruction.CallLocal _,
          Instruction.CallRegister _,
          Instruction.CallKfunc _,
          Instruction.LoadPacket _ ->
          Register.R0;
      case Instruction.Store _, Instruction.Jump _, Instruction.JumpIf _, Instruction.Exit _ ->
          null;
    };
  }
}
