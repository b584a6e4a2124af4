package io.bulwark.bpf.core;

import io.bulwark.bpf.btf.Btf;
import io.bulwark.bpf.btf.BtfType;
import java.util.ArrayList;
import java.util.List;

/**
 * The way from a type to one of its fields.
 *
 * @param btf the table that the ids are of
 * @param steps the first one is the root itself, as an element of an array of such; members without
 *     a name are passed through and have no step
 * @param bitOffset of the field from the root
 */
record AccessPath(Btf btf, List<Step> steps, long bitOffset) {
  /** As many steps as loaders follow. */
  static final int MAX_STEPS = 64;

  AccessPath {
    steps = List.copyOf(steps);
  }

  /**
   * A step by name into a struct or union, or by index into an array.
   *
   * @param type the struct or union; for an array, its element type
   * @param name empty for array elements
   */
  record Step(int type, int index, String name) {
    boolean isMember() {
      return !name.isEmpty();
    }
  }

  Step last() {
    return steps.getLast();
  }

  /** The member that the path ends at. */
  BtfType.Member member() {
    return composite(last().type()).members().get(last().index());
  }

  private BtfType.Composite composite(int id) {
    if (btf.type(id) instanceof BtfType.Composite type) {
      return type;
    }
    throw new CoreException(Resolution.Problem.INVALID, "type " + id + " has no members");
  }

  /** The numbers of an access string {@code 0:1:2}. */
  static List<Integer> indexes(String access) {
    var indexes = new ArrayList<Integer>();
    for (String part : access.split(":", -1)) {
      indexes.add(index(access, part));
    }
    if (indexes.size() > MAX_STEPS) {
      throw new CoreException(
          Resolution.Problem.TOO_COMPLEX,
          "path of " + indexes.size() + " steps, at most " + MAX_STEPS);
    }
    return indexes;
  }

  private static int index(String access, String part) {
    boolean digits = !part.isEmpty() && part.chars().allMatch(c -> c >= '0' && c <= '9');
    if (!digits || part.length() > 9) {
      throw new CoreException(Resolution.Problem.INVALID, "no access string: `" + access + "`");
    }
    return Integer.parseInt(part);
  }

  /** Follows an access string from type {@code root}. */
  static AccessPath parse(Btf btf, int root, String access) {
    return new PathParser(btf, root).parse(access);
  }

  /** Whether an array is the flexible last member of a struct, which has no bound. */
  static boolean isFlexible(Btf btf, Step parent, BtfType.Array array) {
    return array.count() == 0
        && parent.isMember()
        && btf.type(parent.type()) instanceof BtfType.Composite type
        && parent.index() == type.members().size() - 1;
  }

  /** Bits from the start of an array to element {@code index} of type {@code element}. */
  static long elementOffset(Btf btf, int element, int index) {
    long size =
        btf.sizeOf(element)
            .orElseThrow(() ->
                new CoreException(Resolution.Problem.INVALID, "type " + element + " has no size"));
    long bits = Math.multiplyHigh(size * 8, index) == 0 ? size * 8 * index : -1;
    if (bits < 0) {
      throw new CoreException(Resolution.Problem.INVALID, "offset beyond 2^63 bits");
    }
    return bits;
  }
}
