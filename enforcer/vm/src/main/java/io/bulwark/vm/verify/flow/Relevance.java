package io.bulwark.vm.verify.flow;

import io.bulwark.bpf.isa.AluOp;
import io.bulwark.bpf.isa.Code;
import io.bulwark.bpf.isa.Instruction;
import io.bulwark.bpf.isa.Operand;
import io.bulwark.bpf.isa.Register;
import io.bulwark.vm.verify.helper.Argument;
import io.bulwark.vm.verify.helper.Helpers;
import io.bulwark.vm.verify.helper.Prototype;

/**
 * Which registers' numbers may decide something later: a branch, an address, a size, what the stack
 * holds, an allowed result. Two states that differ in other numbers only lead to the same findings.
 * (Kernels find this out per path, by marking numbers as precise; this is coarser.)
 */
public final class Relevance {
  private static final int ARGUMENTS = 0b111110;
  private static final int CALLER_SAVED = 0b111111;

  private final Code code;
  private final PointerRegisters pointers;
  private final boolean resultCounts;
  private final int[] before;

  private Relevance(Code code, Functions functions, boolean resultCounts) {
    this.code = code;
    this.resultCounts = resultCounts;
    pointers = PointerRegisters.of(code, functions);
    before = new int[code.size()];
  }

  /**
   * The relevant registers of {@code code}.
   *
   * @param resultCounts the program's result has to lie in a range
   */
  static Relevance of(Code code, Functions functions, boolean resultCounts) {
    Relevance relevance = new Relevance(code, functions, resultCounts);
    for (int entry : functions.entries()) {
      while (relevance.pass(entry, functions.end(entry))) {
        // Until nothing changes.
      }
    }
    return relevance;
  }

  /** The registers whose numbers matter at {@code index}, as bits. */
  public int before(int index) {
    return before[index];
  }

  private boolean pass(int entry, int end) {
    boolean changed = false;
    for (int index = end - 1; index >= entry; index--) {
      int relevant = through(index, entry, after(index, end));
      changed |= relevant != before[index];
      before[index] = relevant;
    }
    return changed;
  }

  private int after(int index, int end) {
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

  private int through(int index, int entry, int after) {
    return switch (code.instruction(index)) {
      case Instruction.Alu alu -> alu(alu, index, after);
      case Instruction.MoveSignExtended move -> flows(after, move.dst(), bit(move.src()));
      case Instruction.Negate _, Instruction.Endian _, Instruction.Jump _ -> after;
      case Instruction.LoadImm64 load -> after & ~bit(load.dst());
      case Instruction.Load load -> (after & ~bit(load.dst())) | bit(load.base());
      case Instruction.Store store ->
          after
              | bit(store.base())
              | (pointers.mayPointToStack(store.base(), index) ? bit(store.value()) : 0);
      case Instruction.Atomic atomic -> after | bit(atomic.base());
      case Instruction.JumpIf jump -> after | bit(jump.left()) | bit(jump.right());
      case Instruction.CallHelper call -> (after & ~CALLER_SAVED) | arguments(call.id());
      case Instruction.CallLocal _, Instruction.CallKfunc _ -> (after & ~CALLER_SAVED) | ARGUMENTS;
      case Instruction.CallRegister _, Instruction.LoadPacket _ -> -1;
      case Instruction.Exit _ -> entry == 0 && !resultCounts ? 0 : bit(Register.R0);
    };
  }

  private int alu(Instruction.Alu alu, int index, int after) {
    int source = bit(alu.src());
    if (pointers.mayMovePointer(alu, index)) {
      return after | bit(alu.dst()) | source;
    }
    return alu.op() == AluOp.MOV
        ? flows(after, alu.dst(), source)
        : (after & bit(alu.dst())) != 0 ? after | source : after;
  }

  /** {@code dst} is replaced by what comes from {@code sources}. */
  private static int flows(int after, Register dst, int sources) {
    return (after & bit(dst)) != 0 ? (after & ~bit(dst)) | sources : after;
  }

  /** Arguments whose numbers the verifier looks at. */
  private static int arguments(int id) {
    Prototype prototype = Helpers.find(id);
    if (prototype == null) {
      return ARGUMENTS;
    }
    int relevant = 0;
    for (int at = 0; at < prototype.arguments().size(); at++) {
      Argument argument = prototype.arguments().get(at);
      if (!(argument instanceof Argument.Number || argument instanceof Argument.Address)) {
        relevant |= 1 << (at + 1);
      }
    }
    return relevant;
  }

  private static int bit(Register register) {
    return 1 << register.number();
  }

  private static int bit(Operand operand) {
    return operand instanceof Operand.Reg(Register register) ? bit(register) : 0;
  }
}
