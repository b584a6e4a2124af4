package io.bulwark.vm.verify.explore;

import io.bulwark.bpf.isa.Register;
import io.bulwark.vm.verify.domain.Interval;
import io.bulwark.vm.verify.domain.Scalar;
import io.bulwark.vm.verify.finding.FindingKind;
import io.bulwark.vm.verify.finding.Refusal;
import io.bulwark.vm.verify.state.StackMemory;
import io.bulwark.vm.verify.state.State;
import io.bulwark.vm.verify.state.Value;
import java.util.List;

/** Memory that a helper reads or writes; its size may come with the next argument. */
final class HelperMemory {
  /** Sizes have to be below this (Linux: {@code BPF_MAX_VAR_SIZ}). */
  private static final long LARGE = 1L << 29;

  private final Session session;
  private final State state;
  private final List<Runnable> effects;

  private Value pointer = Value.UNSET;
  private Register register = Register.R0;
  private boolean written;
  private boolean set;

  HelperMemory(Session session, State state, List<Runnable> effects) {
    this.session = session;
    this.state = state;
    this.effects = effects;
  }

  /** Memory to be read, whose size is the next argument. */
  void pendingRead(Register at, Value value) {
    pending(at, value, false, true);
  }

  /** Memory to be written, whose size is the next argument. */
  void pendingWrite(Register at, Value value, boolean alreadySet) {
    pending(at, value, true, alreadySet);
  }

  private void pending(Register at, Value value, boolean writes, boolean needsSet) {
    register = at;
    pointer = value;
    written = writes;
    set = needsSet;
  }

  /** The size of the memory that came before. */
  void size(Register at, Value value, boolean zeroAllowed) {
    if (!(value instanceof Value.Number(Scalar scalar, _))) {
      throw new Refusal(FindingKind.POINTER_LEAK, "size `%s` is a %s".formatted(at, value.what()));
    }
    Interval bounds = scalar.full();
    if (bounds.smin() < 0) {
      throw new Refusal(
          FindingKind.UNBOUNDED, "size `%s` may be negative (%s)".formatted(at, scalar));
    }
    if (bounds.umin() == 0 && !zeroAllowed) {
      throw new Refusal(FindingKind.ARGUMENT, "size `%s` may be 0".formatted(at));
    }
    if (bounds.umax() >= LARGE) {
      throw new Refusal(
          FindingKind.UNBOUNDED, "size `%s` has no upper bound (%s)".formatted(at, scalar));
    }
    boolean exact = scalar.isConstant();
    access(register, pointer, (int) bounds.umax(), written, set || !exact);
  }

  /** Reads exactly {@code size} bytes. */
  void read(Register at, Value value, int size) {
    access(at, value, size, false, true);
  }

  /** Writes exactly {@code size} bytes. */
  void write(Register at, Value value, int size) {
    access(at, value, size, true, false);
  }

  /** Writes an aligned number of 8 bytes. */
  void writeLong(Register at, Value value) {
    if (value instanceof Value.OfStack(_, int offset) && offset % 8 != 0) {
      throw new Refusal(
          FindingKind.STACK_ALIGNMENT,
          "8 bytes are written at stack offset %d by a function".formatted(offset));
    }
    access(at, value, 8, true, false);
  }

  private void access(Register at, Value value, int size, boolean writes, boolean needsSet) {
    switch (value) {
      case Value.OfStack stack -> onStack(stack, size, writes, needsSet);
      case Value.Memory memory -> {
        Bounds.check(memory, 0, size);
        if (writes && !memory.region().writable()) {
          throw new Refusal(
              FindingKind.READ_ONLY, "a function writes to the read-only " + memory.what());
        }
      }
      case Value.Pointer other -> {
        Access.requireNotNull(other);
        throw wrong(at, value);
      }
      case Value other -> throw wrong(at, other);
    }
  }

  private static Refusal wrong(Register at, Value value) {
    return new Refusal(
        FindingKind.ARGUMENT, "`%s` is a %s where memory goes".formatted(at, value.what()));
  }

  private void onStack(Value.OfStack stack, int size, boolean writes, boolean needsSet) {
    int offset = stack.offset();
    StackMemory.check(offset, size, false);
    if (size == 0) {
      return;
    }
    session.touch(state.frame(stack).entry(), offset);
    StackMemory memory = state.frame(stack).stack();
    if (needsSet) {
      memory.requireNumbers(offset, size);
    }
    if (writes || needsSet) {
      // Kernels forget what was in memory that a function only reads, too.
      effects.add(() -> memory.overwrite(offset, size));
    }
  }
}
