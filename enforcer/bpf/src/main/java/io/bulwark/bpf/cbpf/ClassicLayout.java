package io.bulwark.bpf.cbpf;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where everything comes to stand.
 *
 * <p>All branches start out short. A side that does not reach gets an unconditional jump behind the
 * test, the true side's first, which moves what follows, until all reach; a side never becomes
 * short again, so this ends.
 */
final class ClassicLayout {
  private static final int REACH = 255;

  private final List<ClassicItem> items;
  private final BitSet yesFar = new BitSet();
  private final BitSet noFar = new BitSet();
  private final Map<FilterLabel, Integer> places = new HashMap<>();
  private final int[] starts;

  ClassicLayout(List<ClassicItem> items) {
    this.items = items;
    starts = new int[items.size() + 1];
    do {
      place();
    } while (lengthen());
  }

  private void place() {
    for (int at = 0; at < items.size(); at++) {
      starts[at + 1] = starts[at] + size(at);
      if (items.get(at) instanceof ClassicItem.Bind(FilterLabel label)) {
        places.put(label, starts[at]);
      }
    }
  }

  private int size(int at) {
    return switch (items.get(at)) {
      case ClassicItem.Bind _ -> 0;
      case ClassicItem.Plain _, ClassicItem.Always _ -> 1;
      case ClassicItem.Branch _ -> 1 + (yesFar.get(at) ? 1 : 0) + (noFar.get(at) ? 1 : 0);
    };
  }

  /** From behind instruction {@code from} of the filter to the label, or to item {@code at + 1}. */
  private int distance(int at, int from, @Nullable FilterLabel target) {
    int place = target == null ? starts[at + 1] : places.getOrDefault(target, 0);
    return place - from - 1;
  }

  /** Marks the sides that do not reach; whether there were new ones. */
  private boolean lengthen() {
    int before = yesFar.cardinality() + noFar.cardinality();
    for (int at = 0; at < items.size(); at++) {
      if (items.get(at) instanceof ClassicItem.Branch(_, _, FilterLabel yes, FilterLabel no)) {
        if (distance(at, starts[at], yes) > REACH) {
          yesFar.set(at);
        }
        if (distance(at, starts[at], no) > REACH) {
          noFar.set(at);
        }
      }
    }
    return yesFar.cardinality() + noFar.cardinality() > before;
  }

  List<ClassicInstruction> instructions() {
    List<ClassicInstruction> instructions = new ArrayList<>(starts[items.size()]);
    for (int at = 0; at < items.size(); at++) {
      switch (items.get(at)) {
        case ClassicItem.Bind _ -> {}
        case ClassicItem.Plain(ClassicInstruction instruction) -> instructions.add(instruction);
        case ClassicItem.Always(FilterLabel target) ->
            instructions.add(
                new ClassicInstruction.Jump(distance(at, instructions.size(), target)));
        case ClassicItem.Branch branch -> branch(at, branch, instructions);
      }
    }
    return instructions;
  }

  private void branch(int at, ClassicItem.Branch branch, List<ClassicInstruction> out) {
    boolean farYes = yesFar.get(at);
    boolean farNo = noFar.get(at);
    int yes = farYes ? 0 : distance(at, out.size(), branch.yes());
    int no = farNo ? (farYes ? 1 : 0) : distance(at, out.size(), branch.no());
    out.add(new ClassicInstruction.JumpIf(branch.test(), branch.operand(), yes, no));
    if (farYes) {
      out.add(new ClassicInstruction.Jump(distance(at, out.size(), branch.yes())));
    }
    if (farNo) {
      out.add(new ClassicInstruction.Jump(distance(at, out.size(), branch.no())));
    }
  }
}
