package io.bulwark.vm.verify.flow;

import io.bulwark.bpf.isa.Code;
import io.bulwark.bpf.isa.Instruction;
import io.bulwark.vm.verify.finding.FindingKind;
import io.bulwark.vm.verify.rules.Candidate;
import io.bulwark.vm.verify.rules.GlobalFunction;
import io.bulwark.vm.verify.rules.ResultRange;
import java.util.BitSet;
import java.util.List;
import java.util.TreeSet;

/** The shape of a candidate's code. */
public final class ControlFlow {
  /** How many frames a chain of calls may have. */
  public static final int FRAMES = 8;

  /** Where findings go. */
  @FunctionalInterface
  public interface Sink {
    /** Takes one finding. */
    void find(FindingKind kind, int index, String message);
  }

  private final Code code;
  private final Functions functions;
  private final BitSet joins = new BitSet();
  private final Liveness liveness;
  private final Relevance relevance;

  private ControlFlow(Code code, List<Integer> globals, boolean resultCounts) {
    this.code = code;
    functions = new Functions(code, globals);
    findJoins();
    liveness = Liveness.of(code, functions);
    relevance = Relevance.of(code, functions, resultCounts);
  }

  /** The shape of {@code candidate}; whatever no kernel takes goes to {@code sink}. */
  public static ControlFlow of(Candidate candidate, Sink sink) {
    List<Integer> globals = candidate.globals().stream().map(GlobalFunction::entry).toList();
    boolean resultCounts = !candidate.rules().result().equals(ResultRange.ANY);
    ControlFlow flow = new ControlFlow(candidate.code(), globals, resultCounts);
    flow.checkBoundaries(sink);
    flow.checkReach(globals, sink);
    flow.checkDepth(sink);
    return flow;
  }

  private void findJoins() {
    BitSet reached = new BitSet();
    functions.entries().forEach(reached::set);
    for (int index = 0; index < code.size(); index++) {
      if (jumps(index)) {
        reach(reached, code.target(index));
      }
      if (!code.instruction(index).endsBlock()) {
        reach(reached, index + 1);
      }
    }
  }

  private void reach(BitSet reached, int index) {
    if (reached.get(index)) {
      joins.set(index);
    }
    reached.set(index);
  }

  private boolean jumps(int index) {
    Instruction instruction = code.instruction(index);
    return instruction instanceof Instruction.Jump || instruction instanceof Instruction.JumpIf;
  }

  private void checkBoundaries(Sink sink) {
    for (int entry : functions.entries()) {
      int end = functions.end(entry);
      for (int index = entry; index < end; index++) {
        int target = jumps(index) ? code.target(index) : entry;
        if (target < entry || target >= end) {
          sink.find(FindingKind.FUNCTION_BOUNDARY, index, "a jump leads into another function");
        }
      }
      if (!code.instruction(end - 1).endsBlock()) {
        sink.find(
            FindingKind.FUNCTION_BOUNDARY, end - 1, "control runs off the end of the function");
      }
    }
  }

  private void checkReach(List<Integer> globals, Sink sink) {
    BitSet reached = functions.reach(0);
    globals.forEach(entry -> reached.or(functions.reach(entry)));
    int start = reached.nextClearBit(0);
    while (start < code.size()) {
      int end = reached.nextSetBit(start);
      int count = (end < 0 ? code.size() : end) - start;
      sink.find(FindingKind.UNREACHABLE, start, "no way leads to %d instructions".formatted(count));
      start = end < 0 ? code.size() : reached.nextClearBit(end);
    }
  }

  private void checkDepth(Sink sink) {
    for (int entry : functions.entries()) {
      checkDepth(entry, new TreeSet<>(), sink);
    }
  }

  /** Follows chains of calls; {@code chain} are the callers. False once something was found. */
  private boolean checkDepth(int entry, TreeSet<Integer> chain, Sink sink) {
    if (chain.contains(entry)) {
      sink.find(FindingKind.CALL_DEPTH, entry, "a function calls itself");
      return false;
    }
    if (chain.size() == FRAMES) {
      sink.find(FindingKind.CALL_DEPTH, entry, "a chain of calls has more than 8 frames");
      return false;
    }
    chain.add(entry);
    boolean fits = true;
    for (int callee : functions.callees(entry)) {
      fits = fits && checkDepth(callee, chain, sink);
    }
    chain.remove(entry);
    return fits;
  }

  /** The functions. */
  public Functions functions() {
    return functions;
  }

  /** Which registers are read later. */
  public Liveness liveness() {
    return liveness;
  }

  /** Which registers' numbers decide something later. */
  public Relevance relevance() {
    return relevance;
  }

  /** Whether more than one way leads to {@code index}. */
  public boolean isJoin(int index) {
    return joins.get(index);
  }
}
