package io.bulwark.bpf.cbpf;

import java.util.Arrays;
import java.util.List;

/**
 * What the kernel checks of every classic filter, in its order: constants and jumps per
 * instruction, then the last instruction, then the scratch memory.
 */
final class ClassicChecker {
  /**
   * Packet offsets from here up are not offsets but facts about the packet ({@code SKF_AD_OFF}).
   */
  private static final int ANCILLARY = -0x1000;

  /** The highest fact ({@code SKF_AD_VLAN_TPID}). */
  private static final int LAST_ANCILLARY = 60;

  private final List<ClassicInstruction> code;

  private ClassicChecker(List<ClassicInstruction> code) {
    this.code = code;
  }

  static void check(List<ClassicInstruction> code) {
    ClassicChecker checker = new ClassicChecker(code);
    checker.size();
    for (int at = 0; at < code.size(); at++) {
      checker.instruction(at);
    }
    checker.end();
    checker.memory();
  }

  private void size() {
    if (code.isEmpty()) {
      throw new InvalidFilter(0, "there is no instruction");
    }
    if (code.size() > ClassicCode.MAX_INSTRUCTIONS) {
      throw new InvalidFilter(
          ClassicCode.MAX_INSTRUCTIONS,
          "filter of " + code.size() + " instructions, more than " + ClassicCode.MAX_INSTRUCTIONS);
    }
  }

  private void instruction(int at) {
    switch (code.get(at)) {
      case ClassicInstruction.LoadPacket(_, boolean indexed, int offset) -> {
        if (!indexed) {
          ancillary(at, offset);
        }
      }
      case ClassicInstruction.LoadMemory(_, int slot) -> slot(at, slot);
      case ClassicInstruction.StoreMemory(_, int slot) -> slot(at, slot);
      case ClassicInstruction.Alu(ClassicAlu op, ClassicOperand operand) -> alu(at, op, operand);
      case ClassicInstruction.Jump(int distance) -> target(at, Integer.toUnsignedLong(distance));
      case ClassicInstruction.JumpIf jump -> {
        target(at, jump.whenTrue());
        target(at, jump.whenFalse());
      }
      case ClassicInstruction.LoadLength _,
          ClassicInstruction.LoadHeaderLength _,
          ClassicInstruction.LoadConstant _,
          ClassicInstruction.Negate _,
          ClassicInstruction.CopyAToX _,
          ClassicInstruction.CopyXToA _,
          ClassicInstruction.Return _,
          ClassicInstruction.ReturnA _ -> {}
    }
  }

  private static void ancillary(int at, int offset) {
    if (Integer.compareUnsigned(offset, ANCILLARY) >= 0
        && ((offset & 3) != 0 || offset - ANCILLARY > LAST_ANCILLARY)) {
      throw new InvalidFilter(at, "no packet fact at offset 0x%08x".formatted(offset));
    }
  }

  private static void slot(int at, int slot) {
    if (Integer.compareUnsigned(slot, ClassicCode.MEMORY_WORDS) >= 0) {
      throw new InvalidFilter(
          at, "scratch word %s of 16".formatted(Integer.toUnsignedString(slot)));
    }
  }

  private static void alu(int at, ClassicAlu op, ClassicOperand operand) {
    if (operand instanceof ClassicOperand.K(int value)) {
      if (value == 0 && (op == ClassicAlu.DIV || op == ClassicAlu.MOD)) {
        throw new InvalidFilter(at, "`" + op.mnemonic() + "` by a constant 0");
      }
      if ((value & ~31) != 0 && (op == ClassicAlu.LSH || op == ClassicAlu.RSH)) {
        throw new InvalidFilter(
            at, "`%s` by %s bits".formatted(op.mnemonic(), Integer.toUnsignedString(value)));
      }
    }
  }

  private void target(int at, long distance) {
    if (at + 1 + distance >= code.size()) {
      throw new InvalidFilter(
          at, "jump over " + distance + " instructions leads out of the filter");
    }
  }

  private void end() {
    ClassicInstruction last = code.getLast();
    if (!(last instanceof ClassicInstruction.Return
        || last instanceof ClassicInstruction.ReturnA)) {
      throw new InvalidFilter(code.size() - 1, "the last instruction is no return");
    }
  }

  /**
   * Every scratch word is written on all ways to where it is read. The kernel lets what is known
   * before a return flow on to the instruction after it, and so does this.
   */
  private void memory() {
    int[] known = new int[code.size()];
    Arrays.fill(known, -1);
    int written = 0;
    for (int at = 0; at < code.size(); at++) {
      written &= known[at];
      switch (code.get(at)) {
        case ClassicInstruction.StoreMemory(_, int slot) -> written |= 1 << slot;
        case ClassicInstruction.LoadMemory(_, int slot) -> {
          if ((written & 1 << slot) == 0) {
            throw new InvalidFilter(at, "scratch word " + slot + " is read before it is written");
          }
        }
        case ClassicInstruction.Jump(int distance) -> {
          known[at + 1 + distance] &= written;
          written = -1;
        }
        case ClassicInstruction.JumpIf jump -> {
          known[at + 1 + jump.whenTrue()] &= written;
          known[at + 1 + jump.whenFalse()] &= written;
          written = -1;
        }
        case ClassicInstruction.LoadPacket _,
            ClassicInstruction.LoadLength _,
            ClassicInstruction.LoadHeaderLength _,
            ClassicInstruction.LoadConstant _,
            ClassicInstruction.Alu _,
            ClassicInstruction.Negate _,
            ClassicInstruction.CopyAToX _,
            ClassicInstruction.CopyXToA _,
            ClassicInstruction.Return _,
            ClassicInstruction.ReturnA _ -> {}
      }
    }
  }
}
