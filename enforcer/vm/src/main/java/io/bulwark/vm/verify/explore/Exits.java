package io.bulwark.vm.verify.explore;

import io.bulwark.bpf.isa.Register;
import io.bulwark.vm.verify.domain.Scalar;
import io.bulwark.vm.verify.finding.FindingKind;
import io.bulwark.vm.verify.finding.Refusal;
import io.bulwark.vm.verify.rules.ResultRange;
import io.bulwark.vm.verify.state.Callback;
import io.bulwark.vm.verify.state.Cover;
import io.bulwark.vm.verify.state.Frame;
import io.bulwark.vm.verify.state.State;
import io.bulwark.vm.verify.state.Value;
import io.bulwark.vm.verify.state.Widening;

/** The end of functions. */
final class Exits {
  /** What {@link #exit} returns where the path ends. */
  static final int END = -1;

  private final Session session;
  private final Cover cover;

  Exits(Session session) {
    this.session = session;
    cover = new Cover(session.flow().liveness()::before, session.flow().relevance()::before);
  }

  /** Leaves the function; returns where the path goes on, or {@link #END}. */
  int exit(State state) {
    if (state.depth() == 0) {
      last(state);
      return END;
    }
    Callback callback = state.frame().callback();
    if (callback != null) {
      return fromCallback(state, callback);
    }
    Value result = state.get(Register.R0);
    if (result instanceof Value.OfStack) {
      throw new Refusal(FindingKind.POINTER_LEAK, "a stack pointer is returned to the caller");
    }
    Frame callee = state.pop();
    state.frame().afterCall(result);
    return callee.call() + 1;
  }

  private void last(State state) {
    if (!state.references().isEmpty()) {
      throw new Refusal(
          FindingKind.UNRELEASED,
          "%d reserved ring records are neither submitted nor discarded"
              .formatted(state.references().size()));
    }
    Scalar result = Calls.result(state);
    if (state.frame().entry() == 0) {
      checkRange(result, session.rules().result());
    }
  }

  private static void checkRange(Scalar result, ResultRange range) {
    if (result.low().smin() < range.least() || result.low().smax() > range.most()) {
      throw outside("program", result, range);
    }
  }

  private static Refusal outside(String what, Scalar result, ResultRange range) {
    return new Refusal(
        FindingKind.RESULT_RANGE,
        "the %s returns %s, allowed is %s".formatted(what, result, range));
  }

  /** The helper may call back again, or return: both are followed from the call. */
  private int fromCallback(State state, Callback callback) {
    Scalar result = Calls.result(state);
    if (Long.compareUnsigned(result.full().umax(), 1) > 0) {
      throw outside("callback", result, ResultRange.FLAG);
    }
    if (!state.references().equals(callback.before().references())) {
      throw new Refusal(FindingKind.UNRELEASED, "a callback keeps a ring record that it reserved");
    }
    Frame frame = state.pop();
    State before = callback.before();
    if (cover.covers(before, state, frame.call())) {
      return END;
    }
    Widening.widen(before, state);
    return frame.call();
  }
}
