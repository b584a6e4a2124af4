package io.bulwark.vm.jit;

import io.bulwark.bpf.isa.Code;
import io.bulwark.vm.program.Program;
import io.bulwark.vm.program.Reach;
import io.bulwark.vm.program.Subprogram;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * How a function is cut into regions, each of which becomes one method.
 *
 * <p>The method that calls the regions one after the other grows with their number: it stays below
 * the limit up to about 200 regions, some 25,000 instructions. Beyond that HotSpot interprets it,
 * and still compiles the regions.
 *
 * @param regions in order of instructions; one if the function is short enough
 * @param reachable the function's instructions
 */
record RegionPlan(List<Region> regions, BitSet reachable) {
  /**
   * Bytes of bytecode of one method. HotSpot's limit is 8,000; weights are upper bounds, and each
   * region has a few hundred bytes of its own around its instructions.
   */
  static final int BUDGET = 6_000;

  /** A jump backwards across a cut costs a change of method in every turn of a loop. */
  private static final int LOOP = 1_000;

  /**
   * A run of instructions.
   *
   * @param from first index
   * @param to behind the last index
   * @param entries where other regions come in, ascending
   */
  record Region(int from, int to, List<Integer> entries) {
    boolean contains(int index) {
      return index >= from && index < to;
    }
  }

  static RegionPlan of(Program program, Subprogram function) {
    Code code = program.code();
    BitSet reachable = Reach.from(code, function.entry());
    List<Integer> cuts = cuts(code, reachable);
    return new RegionPlan(regions(code, function, reachable, cuts), reachable);
  }

  boolean isSingle() {
    return regions.size() == 1;
  }

  /** Where regions begin: 0, then cuts, then the end of the code. */
  private static List<Integer> cuts(Code code, BitSet reachable) {
    int[] crossing = crossing(code, reachable);
    boolean looping = looping(code, reachable);
    List<Integer> cuts = new ArrayList<>(List.of(0));
    int last = reachable.length();
    int weight = 0;
    int best = -1;
    for (int index = reachable.nextSetBit(0); index >= 0; index = reachable.nextSetBit(index + 1)) {
      int own = Weight.of(code, index, looping);
      if (weight + own > BUDGET) {
        int cut = best > 0 ? best : index;
        cuts.add(cut);
        weight = 0;
        for (int at = reachable.nextSetBit(cut); at < index; at = reachable.nextSetBit(at + 1)) {
          weight += Weight.of(code, at, looping);
        }
        best = -1;
      }
      weight += own;
      if (weight > BUDGET / 2 && (best < 0 || crossing[index] <= crossing[best])) {
        best = index;
      }
    }
    cuts.add(last);
    return cuts;
  }

  private static boolean looping(Code code, BitSet reachable) {
    return reachable.stream()
        .anyMatch(index -> Reach.jumps(code.instruction(index)) && code.target(index) <= index);
  }

  /** For each index: what the jumps that pass between it and the one before would cost. */
  private static int[] crossing(Code code, BitSet reachable) {
    int[] change = new int[code.size() + 1];
    reachable.stream()
        .filter(index -> Reach.jumps(code.instruction(index)))
        .forEach(index -> {
          int target = code.target(index);
          int cost = target <= index ? LOOP : 1;
          change[Math.min(index, target) + 1] += cost;
          change[Math.max(index, target) + 1] -= cost;
        });
    for (int index = 1; index < change.length; index++) {
      change[index] += change[index - 1];
    }
    return change;
  }

  private static List<Region> regions(
      Code code, Subprogram function, BitSet reachable, List<Integer> cuts) {
    BitSet entries = new BitSet();
    entries.set(function.entry());
    reachable.stream().forEach(index -> markEntries(code, cuts, index, entries));
    List<Region> regions = new ArrayList<>();
    for (int number = 0; number + 1 < cuts.size(); number++) {
      int from = cuts.get(number);
      int to = cuts.get(number + 1);
      regions.add(
          new Region(
              from, to, entries.get(0, to).stream().filter(i -> i >= from).boxed().toList()));
    }
    return regions;
  }

  private static void markEntries(Code code, List<Integer> cuts, int index, BitSet entries) {
    int region = region(cuts, index);
    if (Reach.jumps(code.instruction(index)) && region(cuts, code.target(index)) != region) {
      entries.set(code.target(index));
    }
    if (!code.instruction(index).endsBlock() && region(cuts, index + 1) != region) {
      entries.set(index + 1);
    }
  }

  private static int region(List<Integer> cuts, int index) {
    int number = 0;
    while (number + 2 < cuts.size() && cuts.get(number + 1) <= index) {
      number++;
    }
    return number;
  }
}
