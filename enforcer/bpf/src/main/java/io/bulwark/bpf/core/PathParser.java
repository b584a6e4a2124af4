package io.bulwark.bpf.core;

import io.bulwark.bpf.btf.Btf;
import io.bulwark.bpf.btf.BtfType;
import io.bulwark.bpf.core.AccessPath.Step;
import java.util.ArrayList;
import java.util.List;

/** Follows an access string through the types it was made from. */
final class PathParser {
  private final Btf btf;
  private final List<Step> steps = new ArrayList<>();
  private int type;
  private long bitOffset;

  PathParser(Btf btf, int root) {
    this.btf = btf;
    this.type = btf.resolve(root);
  }

  AccessPath parse(String access) {
    List<Integer> indexes = AccessPath.indexes(access);
    element(type, indexes.getFirst());
    for (int index : indexes.subList(1, indexes.size())) {
      type = btf.resolve(type);
      BtfType at = btf.type(type);
      if (at instanceof BtfType.Composite composite) {
        member(composite, index);
      } else if (at instanceof BtfType.Array array) {
        boolean flexible = AccessPath.isFlexible(btf, steps.getLast(), array);
        require(flexible || index < array.count(), "element " + index + " of " + array.count());
        type = btf.resolve(array.element());
        element(type, index);
      } else {
        require(false, "type " + type + " has neither members nor elements");
      }
    }
    return new AccessPath(btf, steps, bitOffset);
  }

  private void element(int elementType, int index) {
    steps.add(new Step(elementType, index, ""));
    bitOffset = sum(bitOffset, AccessPath.elementOffset(btf, elementType, index));
  }

  private void member(BtfType.Composite composite, int index) {
    int count = composite.members().size();
    require(index < count, "member " + index + " of " + count);
    BtfType.Member member = composite.members().get(index);
    if (!member.name().isEmpty()) {
      steps.add(new Step(type, index, member.name()));
    }
    bitOffset = sum(bitOffset, member.bitOffset());
    type = member.type();
  }

  private static long sum(long a, long b) {
    require(a + b >= 0, "offset beyond 2^63 bits");
    return a + b;
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw new CoreException(Resolution.Problem.INVALID, message);
    }
  }
}
