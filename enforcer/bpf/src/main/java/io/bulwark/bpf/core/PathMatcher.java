package io.bulwark.bpf.core;

import io.bulwark.bpf.btf.Btf;
import io.bulwark.bpf.btf.BtfType;
import io.bulwark.bpf.core.AccessPath.Step;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds the way that a local path takes in a candidate type of the target: members by name. */
final class PathMatcher {
  private final AccessPath local;
  private final Btf target;
  private final List<Step> steps = new ArrayList<>();
  private int type;
  private int depth;
  private long bitOffset;

  private PathMatcher(AccessPath local, Btf target, int candidate) {
    this.local = local;
    this.target = target;
    this.type = candidate;
  }

  /** The path within {@code candidate}, or nothing if it has no such compatible field. */
  static Optional<AccessPath> match(AccessPath local, Btf target, int candidate) {
    var matcher = new PathMatcher(local, target, candidate);
    return matcher.all()
        ? Optional.of(new AccessPath(target, matcher.steps, matcher.bitOffset))
        : Optional.empty();
  }

  private boolean all() {
    for (int i = 0; i < local.steps().size(); i++) {
      Step step = local.steps().get(i);
      type = target.resolve(type);
      boolean matched = step.isMember() ? member(step) : i == 0 || arrayType(step);
      if (!matched) {
        return false;
      }
      if (!step.isMember()) {
        element(step.index());
      }
    }
    return true;
  }

  /** Goes from an array to its element type. */
  private boolean arrayType(Step step) {
    if (!(target.type(type) instanceof BtfType.Array array)) {
      return false;
    }
    if (step.index() >= array.count() && !AccessPath.isFlexible(target, steps.getLast(), array)) {
      return false;
    }
    type = target.resolve(array.element());
    return true;
  }

  private void element(int index) {
    deeper();
    steps.add(new Step(type, index, ""));
    bitOffset += AccessPath.elementOffset(target, type, index);
  }

  private boolean member(Step step) {
    BtfType.Member wanted = localMember(step);
    return find(type, wanted, bitOffset, new HashSet<>());
  }

  private BtfType.Member localMember(Step step) {
    if (local.btf().type(step.type()) instanceof BtfType.Composite composite) {
      return composite.members().get(step.index());
    }
    throw new CoreException(Resolution.Problem.INVALID, "type " + step.type() + " has no members");
  }

  /**
   * Looks for a member by name in {@code id} and its anonymous parts. One of that name and another
   * type ends the search in the struct that has it. {@code seen} bounds the work: what was searched
   * in vain once need not be searched again.
   */
  private boolean find(int id, BtfType.Member wanted, long offset, Set<Integer> seen) {
    int composite = target.resolve(id);
    if (!(target.type(composite) instanceof BtfType.Composite candidate) || !seen.add(composite)) {
      return false;
    }
    for (int i = 0; i < candidate.members().size(); i++) {
      BtfType.Member member = candidate.members().get(i);
      long at = offset + member.bitOffset();
      if (member.name().isEmpty()) {
        deeper();
        if (find(member.type(), wanted, at, seen)) {
          return true;
        }
        depth--;
      } else if (member.name().equals(wanted.name())) {
        if (!Compatibility.fields(local.btf(), wanted.type(), target, member.type())) {
          return false;
        }
        deeper();
        steps.add(new Step(composite, i, member.name()));
        type = member.type();
        bitOffset = at;
        return true;
      }
    }
    return false;
  }

  private void deeper() {
    if (++depth > AccessPath.MAX_STEPS) {
      throw new CoreException(
          Resolution.Problem.TOO_COMPLEX,
          "the target nests more than " + AccessPath.MAX_STEPS + " types");
    }
  }
}
