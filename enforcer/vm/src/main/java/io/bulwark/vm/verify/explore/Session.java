package io.bulwark.vm.verify.explore;

import io.bulwark.bpf.isa.Code;
import io.bulwark.vm.verify.finding.Finding;
import io.bulwark.vm.verify.finding.FindingKind;
import io.bulwark.vm.verify.finding.Refusal;
import io.bulwark.vm.verify.flow.ControlFlow;
import io.bulwark.vm.verify.rules.Candidate;
import io.bulwark.vm.verify.rules.GlobalFunction;
import io.bulwark.vm.verify.rules.ProgramRules;
import io.bulwark.vm.verify.state.Value;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What one verification shares among its paths. */
final class Session {
  private final Candidate candidate;
  private final ControlFlow flow;
  private final Map<Long, Finding> findings = new HashMap<>();

  /** Deepest byte used below the frame pointer, by the entry of the function. */
  private final Map<Integer, Integer> stackBytes = new HashMap<>();

  private final Map<Integer, GlobalFunction> globals = new HashMap<>();

  /**
   * By instruction: through what kind of pointer it accesses memory; null before the first time.
   */
  private final @Nullable Pointee[] pointees;

  private int identities;

  Session(Candidate candidate) {
    this.candidate = candidate;
    candidate.globals().forEach(global -> globals.put(global.entry(), global));
    flow = ControlFlow.of(candidate, this::find);
    pointees = new Pointee[candidate.code().size()];
  }

  Code code() {
    return candidate.code();
  }

  Candidate candidate() {
    return candidate;
  }

  ProgramRules rules() {
    return candidate.rules();
  }

  ControlFlow flow() {
    return flow;
  }

  /** The global function at {@code entry}; null if it is static. */
  @Nullable GlobalFunction global(int entry) {
    return globals.get(entry);
  }

  /**
   * Notes the pointer of an access; kernels rewrite accesses by the kind of their pointer, so that
   * it has to be the same on all paths.
   */
  void access(int index, Value pointer) {
    Pointee pointee = Pointee.of(pointer);
    if (pointees[index] == null) {
      pointees[index] = pointee;
    } else if (pointees[index] != pointee) {
      throw new Refusal(
          FindingKind.MIXED_POINTERS,
          "a %s here, a pointer of another kind on an earlier path".formatted(pointer.what()));
    }
  }

  /** A new identity for a link, a null or a reference. */
  int identity() {
    return ++identities;
  }

  /** Keeps the first finding of a kind for each instruction. */
  void find(FindingKind kind, int index, String message) {
    long key = (long) index << 8 | kind.ordinal();
    findings.putIfAbsent(key, new Finding(kind, index, code().source(index), message, kind.hint()));
  }

  int findingCount() {
    return findings.size();
  }

  List<Finding> findings() {
    List<Finding> sorted = new ArrayList<>(findings.values());
    sorted.sort(Comparator.comparingInt(Finding::index).thenComparing(Finding::kind));
    return sorted;
  }

  /** The function at {@code entry} uses its stack down to {@code offset}, which is negative. */
  void touch(int entry, int offset) {
    Integer deepest = stackBytes.get(entry);
    if (deepest == null || deepest < -offset) {
      stackBytes.put(entry, -offset);
    }
  }

  /** Bytes of stack that the function at {@code entry} uses. */
  int stackBytes(int entry) {
    return stackBytes.getOrDefault(entry, 0);
  }
}
