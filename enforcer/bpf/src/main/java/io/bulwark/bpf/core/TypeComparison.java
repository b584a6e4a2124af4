package io.bulwark.bpf.core;

import io.bulwark.bpf.btf.Btf;
import io.bulwark.bpf.btf.BtfType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whether types whose names agree are the same in kind (for existence, size and id) or in shape
 * (for "matches"). Answers are remembered per pair: without that, structs that hold the same struct
 * twice cost time exponential in their nesting.
 */
abstract sealed class TypeComparison permits TypesExist, TypesMatch {
  private static final int MAX_DEPTH = 32;

  /** Far beyond the types of a kernel; hostile tables stop here. */
  private static final int MAX_STEPS = 1 << 18;

  final Btf local;
  final Btf target;
  private final Map<Pair, Boolean> known = new HashMap<>();
  private int steps;

  TypeComparison(Btf local, Btf target) {
    this.local = local;
    this.target = target;
  }

  private record Pair(int local, int target, boolean behindPointer) {}

  /** Compares two types; everything within them at {@code level} + 1. */
  final boolean same(int localId, int targetId, boolean behindPointer, int level) {
    int a = local.resolve(localId);
    int b = target.resolve(targetId);
    var pair = new Pair(a, b, behindPointer);
    Boolean answer = known.get(pair);
    if (answer == null) {
      if (level > MAX_DEPTH) {
        throw new CoreException(Resolution.Problem.TOO_COMPLEX, "types nested too deep");
      }
      step();
      answer = compare(local.type(a), target.type(b), behindPointer, level);
      known.put(pair, answer);
    }
    return answer;
  }

  abstract boolean compare(BtfType x, BtfType y, boolean behindPointer, int level);

  final void step() {
    if (++steps > MAX_STEPS) {
      throw new CoreException(Resolution.Problem.TOO_COMPLEX, "too many types to compare");
    }
  }

  final boolean prototypes(
      BtfType.FuncProto x, BtfType.FuncProto y, boolean behindPointer, int level) {
    List<BtfType.Param> p = x.params();
    List<BtfType.Param> q = y.params();
    if (p.size() != q.size()) {
      return false;
    }
    for (int i = 0; i < p.size(); i++) {
      if (!same(p.get(i).type(), q.get(i).type(), behindPointer, level + 1)) {
        return false;
      }
    }
    return same(x.returnType(), y.returnType(), behindPointer, level + 1);
  }

  /** {@code y} as the type that {@code x} is, or nothing. */
  static <T extends BtfType> Optional<T> as(Class<T> type, BtfType y) {
    return type.isInstance(y) ? Optional.of(type.cast(y)) : Optional.empty();
  }
}
