package io.bulwark.vm.verify.flow;

import io.bulwark.bpf.isa.AluOp;
import io.bulwark.bpf.isa.Code;
import io.bulwark.bpf.isa.Instruction;
import io.bulwark.bpf.isa.Operand;
import io.bulwark.bpf.isa.Register;
import io.bulwark.bpf.isa.Size;
import io.bulwark.vm.verify.helper.Helpers;
import io.bulwark.vm.verify.helper.Prototype;
import io.bulwark.vm.verify.helper.Result;

/**
 * Which registers may hold a pointer before an instruction, and which of these a pointer into the
 * stack; the others hold numbers, or nothing, on every way.
 */
final class PointerRegisters {
  private static final int ARGUMENTS = 0b111110;
  private static final int CALLER_SAVED = 0b111111;
  private static final int FP = 1 << 10;

  private final Code code;
  private final int[] pointers;
  private final int[] stack;
  private boolean changed;

  private PointerRegisters(Code code) {
    this.code = code;
    pointers = new int[code.size()];
    stack = new int[code.size()];
  }

  static PointerRegisters of(Code code, Functions functions) {
    PointerRegisters registers = new PointerRegisters(code);
    for (int entry : functions.entries()) {
      int arguments = entry == 0 ? 1 << 1 : ARGUMENTS;
      registers.join(entry, arguments | FP, (entry == 0 ? 0 : ARGUMENTS) | FP);
    }
    do {
      registers.changed = false;
      functions.entries().forEach(entry -> registers.pass(entry, functions.end(entry)));
    } while (registers.changed);
    return registers;
  }

  boolean mayPoint(Register register, int index) {
    return (pointers[index] & bit(register)) != 0;
  }

  boolean mayPointToStack(Register register, int index) {
    return (stack[index] & bit(register)) != 0;
  }

  private void pass(int entry, int end) {
    for (int index = entry; index < end; index++) {
      Instruction instruction = code.instruction(index);
      int afterPointers = after(instruction, pointers[index], stack[index], false);
      int afterStack = after(instruction, stack[index], stack[index], true);
      if (instruction instanceof Instruction.Jump || instruction instanceof Instruction.JumpIf) {
        join(code.target(index), afterPointers, afterStack);
      }
      if (!instruction.endsBlock() && index + 1 < end) {
        join(index + 1, afterPointers, afterStack);
      }
    }
  }

  private void join(int index, int morePointers, int moreStack) {
    int newPointers = pointers[index] | morePointers;
    int newStack = stack[index] | moreStack;
    changed |= newPointers != pointers[index] || newStack != stack[index];
    pointers[index] = newPointers;
    stack[index] = newStack;
  }

  private static int after(Instruction instruction, int before, int stack, boolean onlyStack) {
    return switch (instruction) {
      case Instruction.Alu alu -> set(before, alu.dst(), afterAlu(alu, before));
      case Instruction.Load load ->
          set(
              before,
              load.dst(),
              load.size() == Size.DW && (!onlyStack || (stack & bit(load.base())) != 0));
      case Instruction.LoadImm64 load -> set(before, load.dst(), !onlyStack);
      case Instruction.MoveSignExtended move -> set(before, move.dst(), false);
      case Instruction.CallHelper call ->
          set(before & ~CALLER_SAVED, Register.R0, !onlyStack && returnsPointer(call.id()));
      case Instruction.CallLocal _, Instruction.CallKfunc _, Instruction.CallRegister _ ->
          set(before & ~CALLER_SAVED, Register.R0, true);
      case Instruction.Negate _,
          Instruction.Endian _,
          Instruction.Store _,
          Instruction.Atomic _,
          Instruction.JumpIf _,
          Instruction.Jump _,
          Instruction.Exit _,
          Instruction.LoadPacket _ ->
          before;
    };
  }

  /** Only 64-bit moves, sums and differences may be pointers; anything else of one is refused. */
  private static boolean afterAlu(Instruction.Alu alu, int before) {
    int source = alu.src() instanceof Operand.Reg(Register register) ? before & bit(register) : 0;
    return alu.wide()
        && switch (alu.op()) {
          case MOV -> source != 0;
          case ADD, SUB -> source != 0 || (before & bit(alu.dst())) != 0;
          case MUL, DIV, SDIV, OR, AND, LSH, RSH, MOD, SMOD, XOR, ARSH -> false;
        };
  }

  private static boolean returnsPointer(int id) {
    Prototype prototype = Helpers.find(id);
    return prototype == null || prototype.result() != Result.NUMBER;
  }

  private static int set(int registers, Register register, boolean value) {
    return value ? registers | bit(register) : registers & ~bit(register);
  }

  private static int bit(Register register) {
    return 1 << register.number();
  }

  /** Whether an addition or subtraction may move a pointer. */
  boolean mayMovePointer(Instruction.Alu alu, int index) {
    return (alu.op() == AluOp.ADD || alu.op() == AluOp.SUB)
        && (mayPoint(alu.dst(), index)
            || (alu.src() instanceof Operand.Reg(Register source) && mayPoint(source, index)));
  }
}
