package io.bulwark.vm.verify.flow;

import io.bulwark.bpf.isa.Code;
import io.bulwark.bpf.isa.Constant;
import io.bulwark.bpf.isa.Instruction;
import java.util.BitSet;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/** The functions of code: each reaches from its entry to the next one's. */
public final class Functions {
  private final Code code;

  /** Entries, and for each the functions that it calls or whose address it takes. */
  private final TreeMap<Integer, TreeSet<Integer>> calls = new TreeMap<>();

  Functions(Code code, List<Integer> globals) {
    this.code = code;
    calls.put(0, new TreeSet<>());
    globals.forEach(entry -> calls.put(entry, new TreeSet<>()));
    for (int index = 0; index < code.size(); index++) {
      if (callee(index) >= 0) {
        calls.computeIfAbsent(callee(index), _ -> new TreeSet<>());
      }
    }
    for (int index = 0; index < code.size(); index++) {
      if (callee(index) >= 0) {
        calls.floorEntry(index).getValue().add(callee(index));
      }
    }
  }

  /** The entry that instruction {@code index} calls or takes the address of; -1 if it does not. */
  public int callee(int index) {
    Instruction instruction = code.instruction(index);
    boolean leads =
        instruction instanceof Instruction.CallLocal
            || (instruction instanceof Instruction.LoadImm64 load
                && load.value() instanceof Constant.FunctionAddress);
    return leads ? code.target(index) : -1;
  }

  /** All entries in order; the first one, 0, is the program. */
  public Iterable<Integer> entries() {
    return calls.keySet();
  }

  /** Whether a function begins at {@code index}. */
  public boolean isEntry(int index) {
    return calls.containsKey(index);
  }

  /** The function that {@code index} belongs to, by its entry. */
  public int of(int index) {
    return calls.floorKey(index);
  }

  /** The index behind the last instruction of the function at {@code entry}. */
  public int end(int entry) {
    Integer next = calls.higherKey(entry);
    return next == null ? code.size() : next;
  }

  /** The functions that the one at {@code entry} calls, or whose address it takes. */
  public Iterable<Integer> callees(int entry) {
    return calls.getOrDefault(entry, new TreeSet<>());
  }

  /** All instructions that ways from {@code entry} lead to, calls included. */
  BitSet reach(int entry) {
    BitSet seen = new BitSet(code.size());
    java.util.ArrayDeque<Integer> open = new java.util.ArrayDeque<>();
    open.push(entry);
    while (!open.isEmpty()) {
      int index = open.pop();
      if (index >= code.size() || seen.get(index)) {
        continue;
      }
      seen.set(index);
      if (callee(index) >= 0) {
        open.push(callee(index));
      }
      Instruction instruction = code.instruction(index);
      if (instruction instanceof Instruction.Jump || instruction instanceof Instruction.JumpIf) {
        open.push(code.target(index));
      }
      if (!instruction.endsBlock()) {
        open.push(index + 1);
      }
    }
    return seen;
  }
}
