package io.bulwark.vm.program;

import io.bulwark.bpf.isa.Code;
import io.bulwark.bpf.isa.Instruction;
import java.util.ArrayDeque;
import java.util.BitSet;

/** Control flow within one function. */
public final class Reach {
  private Reach() {}

  /** Indexes of the instructions that can be reached from {@code entry} without calls. */
  public static BitSet from(Code code, int entry) {
    BitSet seen = new BitSet(code.size());
    ArrayDeque<Integer> open = new ArrayDeque<>();
    open.add(entry);
    while (!open.isEmpty()) {
      int index = open.removeLast();
      if (seen.get(index)) {
        continue;
      }
      seen.set(index);
      if (jumps(code.instruction(index))) {
        open.add(code.target(index));
      }
      if (!code.instruction(index).endsBlock()) {
        open.add(index + 1);
      }
    }
    return seen;
  }

  /** Whether control can go on at {@link Code#target} within the function. */
  public static boolean jumps(Instruction instruction) {
    return instruction instanceof Instruction.Jump || instruction instanceof Instruction.JumpIf;
  }
}
