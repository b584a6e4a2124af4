package io.bulwark.vm.verify.object;

import io.bulwark.bpf.btf.Btf;
import io.bulwark.bpf.btf.BtfKind;
import io.bulwark.bpf.btf.BtfType;
import io.bulwark.vm.verify.rules.KernelTypes;
import java.util.OptionalLong;

/**
 * A kernel's structures, by its BTF.
 *
 * <p>Which loads are allowed follows {@code btf_struct_walk} of Linux 6.1: numbers in any part, a
 * pointer only as a whole, arrays flat, the first member of a union that covers the place, nothing
 * beyond the end of any structure on the way. Pointers marked {@code user} or {@code percpu} are
 * none that a program may follow.
 */
final class BtfKernelTypes implements KernelTypes {
  /** Structures lie in each other; kernels have a handful of levels. */
  private static final int MAX_DEPTH = 64;

  private final Btf btf;

  BtfKernelTypes(Btf btf) {
    this.btf = btf;
  }

  @Override
  public String name(int type) {
    return btf.type(type).name();
  }

  @Override
  public int find(String structure) {
    return Math.max(0, btf.find(BtfKind.STRUCT, structure));
  }

  @Override
  public Found load(int type, int offset, int size) {
    int id = type;
    long at = offset;
    for (int depth = 0; depth < MAX_DEPTH; depth++) {
      if (!(btf.type(id) instanceof BtfType.Composite composite)) {
        return nothing("`" + name(type) + "` is no structure");
      }
      Step step = step(composite, at, size);
      switch (step) {
        case Step.Into(int next, long within) -> {
          id = next;
          at = within;
        }
        case Step.Done(Found found) -> {
          return found;
        }
      }
    }
    return nothing("structures lie too deep");
  }

  /** One level of the walk. */
  private sealed interface Step {
    /** On in a nested structure. */
    record Into(int type, long offset) implements Step {}

    /** The answer. */
    record Done(Found found) implements Step {}
  }

  private Step step(BtfType.Composite composite, long at, int size) {
    if (at < 0 || at + size > composite.size()) {
      return new Step.Done(
          nothing("%d bytes at offset %d are beyond `%s`".formatted(size, at, composite.name())));
    }
    for (BtfType.Member member : composite.members()) {
      long start = member.bitOffset() / 8;
      if (at + size <= start || member.bitfieldSize() == 0 && at < start) {
        break; // members are in order; before this one is a hole
      }
      if (member.bitfieldSize() != 0) {
        long end = (member.bitOffset() + (long) member.bitfieldSize() + 7) / 8;
        if (at <= start && end <= at + size) {
          return new Step.Done(new Found.Number());
        }
        continue;
      }
      OptionalLong length = btf.sizeOf(member.type());
      if (length.isEmpty()) {
        return new Step.Done(nothing("`" + member.name() + "` has no size"));
      }
      if (at < start + length.getAsLong()) {
        return inside(member, at - start, size, length.getAsLong());
      }
    }
    return new Step.Done(
        nothing("no field of %d bytes at offset %d of `%s`".formatted(size, at, composite.name())));
  }

  private Step inside(BtfType.Member member, long within, int size, long length) {
    int id = btf.resolve(member.type());
    long offset = within;
    long unit = length;
    for (int depth = 0; depth < MAX_DEPTH && btf.type(id) instanceof BtfType.Array array; depth++) {
      id = btf.resolve(array.element());
      unit = btf.sizeOf(id).orElse(0);
      offset = unit == 0 ? offset : offset % unit;
    }
    if (btf.type(id) instanceof BtfType.Composite) {
      return new Step.Into(id, offset);
    }
    if (btf.type(id) instanceof BtfType.Ptr(int target)) {
      return new Step.Done(pointer(member, target, offset, size));
    }
    return new Step.Done(
        within + size <= length
            ? new Found.Number()
            : nothing("access beyond the end of `" + member.name() + "`"));
  }

  private Found pointer(BtfType.Member member, int target, long offset, int size) {
    if (offset != 0 || size != Btf.POINTER_SIZE) {
      return nothing("part of the pointer `" + member.name() + "`");
    }
    if (leadsElsewhere(btf, target)) {
      return nothing("`" + member.name() + "` is a pointer into a process or of each processor");
    }
    int pointed = btf.resolve(target);
    return btf.type(pointed) instanceof BtfType.Composite
        ? new Found.PointerTo(pointed)
        : new Found.Number();
  }

  /**
   * Whether {@code target}, what a pointer points to, is marked as no memory of the kernel's own.
   */
  static boolean leadsElsewhere(Btf btf, int target) {
    int id = target;
    for (int depth = 0; depth < MAX_DEPTH; depth++) {
      if (!(btf.type(id) instanceof BtfType.Modifier modifier)) {
        return false;
      }
      if (modifier instanceof BtfType.TypeTag(String tag, _)
          && (tag.equals("user") || tag.equals("percpu"))) {
        return true;
      }
      id = modifier.type();
    }
    return true;
  }

  private static Found nothing(String why) {
    return new Found.Nothing(why);
  }

  @Override
  public boolean isAt(int type, int offset, int wanted) {
    int id = type;
    long at = offset;
    for (int depth = 0; depth < MAX_DEPTH; depth++) {
      if (at == 0 && id == wanted) {
        return true;
      }
      if (!(btf.type(id) instanceof BtfType.Composite composite)
          || !(step(composite, at, 1) instanceof Step.Into(int next, long within))) {
        return false;
      }
      id = next;
      at = within;
    }
    return false;
  }
}
