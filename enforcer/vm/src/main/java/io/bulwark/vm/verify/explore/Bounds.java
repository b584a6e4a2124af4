package io.bulwark.vm.verify.explore;

import io.bulwark.vm.verify.domain.Scalar;
import io.bulwark.vm.verify.finding.FindingKind;
import io.bulwark.vm.verify.finding.Refusal;
import io.bulwark.vm.verify.state.Value;

/** Whether an access lies within its region. */
final class Bounds {
  private Bounds() {}

  /** Refuses unless {@code size} bytes at {@code offset} from {@code memory} surely lie within. */
  static void check(Value.Memory memory, int offset, long size) {
    Access.requireNotNull(memory);
    Scalar variable = memory.variable();
    long fixed = (long) memory.offset() + offset;
    long least = variable.full().smin();
    if (least <= -PointerMath.FAR || least + fixed < 0) {
      throw outside(
          least <= -PointerMath.FAR ? FindingKind.UNBOUNDED : FindingKind.OUT_OF_BOUNDS,
          memory,
          size,
          least + fixed);
    }
    long most = variable.full().umax();
    if (most < 0 || most >= PointerMath.FAR) {
      throw new Refusal(
          FindingKind.UNBOUNDED,
          "%d bytes of a %s are accessed at an offset without an upper bound"
              .formatted(size, memory.what()));
    }
    if (most + fixed + size > memory.region().size()) {
      throw outside(FindingKind.OUT_OF_BOUNDS, memory, size, most + fixed);
    }
  }

  private static Refusal outside(FindingKind kind, Value.Memory memory, long size, long at) {
    return new Refusal(
        kind,
        "%d bytes at offset %d of a %s of %d bytes"
            .formatted(size, at, memory.what(), memory.region().size()));
  }

  /** Refuses unless the address is a multiple of {@code size}. */
  static void checkAligned(Value.Memory memory, int offset, int size) {
    long fixed = (long) memory.offset() + offset + memory.variable().bits().value();
    if (((fixed | memory.variable().bits().mask()) & (size - 1)) != 0) {
      throw new Refusal(
          FindingKind.OUT_OF_BOUNDS,
          "an atomic change of %d bytes of a %s is misaligned".formatted(size, memory.what()));
    }
  }
}
