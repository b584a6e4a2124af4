package io.bulwark.vm.jit;

import io.bulwark.bpf.isa.Code;
import io.bulwark.bpf.isa.Instruction;
import io.bulwark.bpf.isa.Register;
import io.bulwark.vm.run.Execution;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a region checks memory once for several accesses, and where an access looks for its answer.
 *
 * <p>Accesses through one value of a register (a context, a map's value) are checked where the
 * value comes from, all bytes at once. If the answer is no, each access is checked for itself, so
 * that a fault is the one of the instruction that makes it.
 */
final class Anchors {
  /** With fewer accesses a check in advance saves nothing. */
  private static final int WORTH = 2;

  private record Group(Register base, boolean write, int origin) {}

  private final Map<Integer, List<Anchor>> behind = new HashMap<>();
  private final Map<Integer, List<Anchor>> before = new HashMap<>();
  private final Map<Integer, Anchor> ofAccess = new HashMap<>();
  private final Values values;

  private Anchors(Values values) {
    this.values = values;
  }

  static Anchors of(Code code, RegionPlan.Region region, BitSet reachable) {
    Anchors anchors = new Anchors(Values.of(code, region));
    Map<Group, List<Integer>> groups = new LinkedHashMap<>();
    for (int index = reachable.nextSetBit(region.from());
        index >= 0 && index < region.to();
        index = reachable.nextSetBit(index + 1)) {
      Group group = anchors.group(code.instruction(index), index);
      if (group != null) {
        groups.computeIfAbsent(group, _ -> new ArrayList<>()).add(index);
      }
    }
    groups.forEach((group, accesses) -> anchors.add(code, group, accesses));
    return anchors;
  }

  private @Nullable Group group(Instruction instruction, int index) {
    return switch (instruction) {
      case Instruction.Load load -> group(index, load.base(), false);
      case Instruction.Store store -> group(index, store.base(), true);
      default -> null;
    };
  }

  private @Nullable Group group(int index, Register base, boolean write) {
    return values.isFrame(index, base) ? null : new Group(base, write, values.origin(index, base));
  }

  private void add(Code code, Group group, List<Integer> accesses) {
    if (accesses.size() < WORTH) {
      return;
    }
    int from = Integer.MAX_VALUE;
    int to = Integer.MIN_VALUE;
    for (int index : accesses) {
      from = Math.min(from, offset(code.instruction(index)));
      to = Math.max(to, offset(code.instruction(index)) + size(code.instruction(index)));
    }
    Anchor anchor = new Anchor(group.base(), group.write(), from, to, Locals.FIRST_FREE + count());
    Map<Integer, List<Anchor>> place = (group.origin() & 1) == 0 ? behind : before;
    place.computeIfAbsent(group.origin() >> 1, _ -> new ArrayList<>()).add(anchor);
    accesses.forEach(index -> ofAccess.put(index, anchor));
  }

  private int count() {
    return behind.values().stream().mapToInt(List::size).sum()
        + before.values().stream().mapToInt(List::size).sum();
  }

  private static int offset(Instruction instruction) {
    return switch (instruction) {
      case Instruction.Load load -> load.offset();
      case Instruction.Store store -> store.offset();
      default -> throw new IllegalArgumentException("no access: " + instruction);
    };
  }

  private static int size(Instruction instruction) {
    return switch (instruction) {
      case Instruction.Load load -> load.size().bytes();
      case Instruction.Store store -> store.size().bytes();
      default -> throw new IllegalArgumentException("no access: " + instruction);
    };
  }

  /** Checks to make when instruction {@code index} has been executed and goes on to the next. */
  List<Anchor> behind(int index) {
    return behind.getOrDefault(index, List.of());
  }

  /** Checks to make before instruction {@code index}, on every way to it. */
  List<Anchor> before(int index) {
    return before.getOrDefault(index, List.of());
  }

  /** The check that covers the access of instruction {@code index}; null: none does. */
  @Nullable Anchor covering(int index) {
    return ofAccess.get(index);
  }

  /** Whether the access of instruction {@code index} goes to a place computed from r10. */
  boolean isFrame(int index, Register base) {
    return base != Register.R10 && values.isFrame(index, base);
  }

  /** Whether the access is one of a frame's own slots, at a place known now. */
  static boolean isOwnSlot(Register base, int offset, int bytes) {
    return base == Register.R10 && offset >= -Execution.FRAME_SIZE && offset + bytes <= 0;
  }
}
