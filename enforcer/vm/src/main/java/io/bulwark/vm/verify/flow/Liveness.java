package io.bulwark.vm.verify.flow;

import io.bulwark.bpf.isa.AluOp;
import io.bulwark.bpf.isa.AtomicOp;
import io.bulwark.bpf.isa.Code;
import io.bulwark.bpf.isa.Instruction;
import io.bulwark.bpf.isa.Operand;
import io.bulwark.bpf.isa.Register;
import io.bulwark.vm.verify.helper.Helpers;
import io.bulwark.vm.verify.helper.Prototype;

/**
 * Which registers some way from an instruction reads before it writes them; bit n is register n.
 */
public final class Liveness {
  private static final int ARGUMENTS = 0b111110;
  private static final int CALLER_SAVED = 0b111111;

  private final int[] before;

  private Liveness(int size) {
    before = new int[size];
  }

  static Liveness of(Code code, Functions functions) {
    Liveness liveness = new Liveness(code.size());
    for (int entry : functions.entries()) {
      while (liveness.pass(code, entry, functions.end(entry))) {
        // Until nothing changes; backward passes need one round for each nesting of loops.
      }
    }
    return liveness;
  }

  private boolean pass(Code code, int entry, int end) {
    boolean changed = false;
    for (int index = end - 1; index >= entry; index--) {
      int after = after(code, index, end);
      int live = (after & ~writes(code.instruction(index))) | reads(code.instruction(index));
      changed |= live != before[index];
      before[index] = live;
    }
    return changed;
  }

  private int after(Code code, int index, int end) {
    Instruction instruction = code.instruction(index);
    int after = 0;
    if (!instruction.endsBlock() && index + 1 < end) {
      after |= before[index + 1];
    }
    if (instruction instanceof Instruction.Jump || instruction instanceof Instruction.JumpIf) {
      after |= before[code.target(index)];
    }
    return after;
  }

  /** The registers that matter at {@code index}. */
  public int before(int index) {
    return before[index];
  }

  private static int bit(Register register) {
    return 1 << register.number();
  }

  private static int bit(Operand operand) {
    return operand instanceof Operand.Reg(Register register) ? bit(register) : 0;
  }

  static int reads(Instruction instruction) {
    return switch (instruction) {
      case Instruction.Alu alu -> bit(alu.src()) | (alu.op() == AluOp.MOV ? 0 : bit(alu.dst()));
      case Instruction.MoveSignExtended move -> bit(move.src());
      case Instruction.Negate negate -> bit(negate.dst());
      case Instruction.Endian endian -> bit(endian.dst());
      case Instruction.LoadImm64 _ -> 0;
      case Instruction.Load load -> bit(load.base());
      case Instruction.Store store -> bit(store.base()) | bit(store.value());
      case Instruction.Atomic atomic ->
          bit(atomic.base())
              | bit(atomic.src())
              | (atomic.op() == AtomicOp.CMPXCHG ? bit(Register.R0) : 0);
      case Instruction.JumpIf jump -> bit(jump.left()) | bit(jump.right());
      case Instruction.Jump _ -> 0;
      case Instruction.CallHelper call -> arguments(call.id());
      case Instruction.CallLocal _, Instruction.CallKfunc _ -> ARGUMENTS;
      case Instruction.CallRegister call -> ARGUMENTS | bit(call.register());
      case Instruction.Exit _ -> bit(Register.R0);
      case Instruction.LoadPacket _ -> -1;
    };
  }

  private static int arguments(int id) {
    Prototype prototype = Helpers.find(id);
    return prototype == null ? ARGUMENTS : ((1 << prototype.arguments().size()) - 1) << 1;
  }

  private static int writes(Instruction instruction) {
    return switch (instruction) {
      case Instruction.Alu alu -> bit(alu.dst());
      case Instruction.MoveSignExtended move -> bit(move.dst());
      case Instruction.Negate negate -> bit(negate.dst());
      case Instruction.Endian endian -> bit(endian.dst());
      case Instruction.LoadImm64 load -> bit(load.dst());
      case Instruction.Load load -> bit(load.dst());
      case Instruction.Atomic atomic ->
          !atomic.op().fetches()
              ? 0
              : bit(atomic.op() == AtomicOp.CMPXCHG ? Register.R0 : atomic.src());
      case Instruction.CallHelper _,
          Instruction.CallLocal _,
          Instruction.CallKfunc _,
          Instruction.CallRegister _ ->
          CALLER_SAVED;
      case Instruction.Store _,
          Instruction.JumpIf _,
          Instruction.Jump _,
          Instruction.Exit _,
          Instruction.LoadPacket _ ->
          0;
    };
  }
}
