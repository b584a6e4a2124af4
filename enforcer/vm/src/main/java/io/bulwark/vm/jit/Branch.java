package io.bulwark.vm.jit;

import io.bulwark.bpf.isa.Instruction;
import java.lang.classfile.Opcode;

/** JVM branches for what {@link InstructionWriter#compare} left on the stack. */
final class Branch {
  private Branch() {}

  /** Branches if the test holds. */
  static Opcode taken(Instruction.JumpIf jump) {
    boolean two = twoInts(jump);
    return switch (jump.condition()) {
      case EQ -> two ? Opcode.IF_ICMPEQ : Opcode.IFEQ;
      case NE -> two ? Opcode.IF_ICMPNE : Opcode.IFNE;
      case SET -> Opcode.IFNE;
      case GT, SGT -> two ? Opcode.IF_ICMPGT : Opcode.IFGT;
      case GE, SGE -> two ? Opcode.IF_ICMPGE : Opcode.IFGE;
      case LT, SLT -> two ? Opcode.IF_ICMPLT : Opcode.IFLT;
      case LE, SLE -> two ? Opcode.IF_ICMPLE : Opcode.IFLE;
    };
  }

  /** Branches if the test does not hold. */
  static Opcode notTaken(Instruction.JumpIf jump) {
    boolean two = twoInts(jump);
    return switch (jump.condition()) {
      case EQ -> two ? Opcode.IF_ICMPNE : Opcode.IFNE;
      case NE -> two ? Opcode.IF_ICMPEQ : Opcode.IFEQ;
      case SET -> Opcode.IFEQ;
      case GT, SGT -> two ? Opcode.IF_ICMPLE : Opcode.IFLE;
      case GE, SGE -> two ? Opcode.IF_ICMPLT : Opcode.IFLT;
      case LT, SLT -> two ? Opcode.IF_ICMPGE : Opcode.IFGE;
      case LE, SLE -> two ? Opcode.IF_ICMPGT : Opcode.IFGT;
    };
  }

  /** Signed tests of 32 bits compare two ints; all others look at one. */
  private static boolean twoInts(Instruction.JumpIf jump) {
    return !jump.wide()
        && switch (jump.condition()) {
          case EQ, NE, SGT, SGE, SLT, SLE -> true;
          case SET, GT, GE, LT, LE -> false;
        };
  }
}
