package io.bulwark.vm.verify.state;

import io.bulwark.vm.verify.domain.Scalar;

/**
 * Makes a state that a callback left cover what further rounds may leave: whatever changed in the
 * last round may be any number afterwards, or nothing that may be read. Each round gives something
 * up, so that rounds come to an end.
 */
public final class Widening {
  private Widening() {}

  /** Widens {@code state} where it differs from {@code before}; both have the same frames. */
  public static void widen(State before, State state) {
    for (int at = 0; at < state.frames().size(); at++) {
      frame(before.frames().get(at), state.frames().get(at));
    }
  }

  private static void frame(Frame before, Frame after) {
    for (int register = 0; register < 10; register++) {
      after.set(register, value(before.get(register), after.get(register)));
    }
    for (int at = 0; at < after.stack().touched(); at++) {
      after.stack().put(at, slot(before.stack().slot(at), after.stack().slot(at)));
    }
  }

  private static Value value(Value before, Value after) {
    if (before.equals(after)) {
      return before;
    }
    if (before instanceof Value.Number(Scalar old, _)
        && after instanceof Value.Number(Scalar now, _)) {
      return Value.of(old.covers(now) ? old : Scalar.UNKNOWN);
    }
    return Value.UNSET;
  }

  private static Slot slot(Slot before, Slot after) {
    if (before instanceof Slot.Spilled(Value old) && after instanceof Slot.Spilled(Value now)) {
      Value widened = value(old, now);
      return widened instanceof Value.Unset ? Slot.UNSET : new Slot.Spilled(widened);
    }
    Slot.Bytes old = before.asBytes();
    Slot.Bytes now = after.asBytes();
    return new Slot.Bytes(old.set() & now.set(), old.zero() & now.zero());
  }
}
