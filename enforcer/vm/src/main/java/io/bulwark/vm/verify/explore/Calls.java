package io.bulwark.vm.verify.explore;

import io.bulwark.bpf.isa.Register;
import io.bulwark.vm.verify.domain.Scalar;
import io.bulwark.vm.verify.finding.FindingKind;
import io.bulwark.vm.verify.finding.Refusal;
import io.bulwark.vm.verify.flow.ControlFlow;
import io.bulwark.vm.verify.helper.Helpers;
import io.bulwark.vm.verify.helper.Prototype;
import io.bulwark.vm.verify.rules.GlobalFunction;
import io.bulwark.vm.verify.rules.GlobalFunction.Parameter;
import io.bulwark.vm.verify.rules.MapShape;
import io.bulwark.vm.verify.state.Callback;
import io.bulwark.vm.verify.state.Frame;
import io.bulwark.vm.verify.state.Region;
import io.bulwark.vm.verify.state.State;
import io.bulwark.vm.verify.state.Value;
import org.jspecify.annotations.Nullable;

/** Calls: of the program's own functions, and of helpers, which may call back. */
final class Calls {
  private final Session session;

  Calls(Session session) {
    this.session = session;
  }

  /**
   * Calls the function at {@code entry}.
   *
   * @return where the path goes on
   */
  int local(State state, int index, int entry) {
    GlobalFunction global = session.global(entry);
    if (global != null) {
      checkArguments(state, global);
      state.frame().afterCall(Value.ANY);
      return index + 1;
    }
    Frame callee = frame(state, index, entry, null);
    for (int register = 1; register <= 5; register++) {
      callee.set(Register.values()[register], state.frame().get(register));
    }
    state.frame().afterCall(Value.UNSET);
    state.push(callee);
    return entry;
  }

  private static Frame frame(State state, int index, int entry, @Nullable Callback callback) {
    if (state.depth() + 1 >= ControlFlow.FRAMES) {
      throw new Refusal(FindingKind.CALL_DEPTH, "the call would make more than 8 frames");
    }
    return new Frame(state.depth() + 1, entry, index, callback);
  }

  private static void checkArguments(State state, GlobalFunction global) {
    for (int at = 0; at < global.parameters().size(); at++) {
      Register register = Register.values()[at + 1];
      Value value = state.read(register);
      boolean fits =
          switch (global.parameters().get(at)) {
            case Parameter.NUMBER -> value instanceof Value.Number;
            case Parameter.CONTEXT -> value instanceof Value.Context(int offset) && offset == 0;
          };
      if (!fits) {
        throw new Refusal(
            FindingKind.ARGUMENT,
            "`%s` of a global function is a %s".formatted(register, value.what()));
      }
    }
  }

  /**
   * Calls a helper.
   *
   * @param onward takes states that go on at other instructions
   */
  void helper(State state, int index, int id, Onward onward) {
    Prototype prototype = HelperCall.find(session, id);
    HelperCall call = new HelperCall(session, state, prototype);
    call.check();
    if (id == Helpers.TAIL_CALL) {
      checkTailCall(state);
    }
    if (id == Helpers.LOOP || id == Helpers.FOR_EACH) {
      callBack(state, index, id == Helpers.FOR_EACH ? call.map() : null, onward);
    }
    call.complete();
  }

  private static void checkTailCall(State state) {
    if (!state.references().isEmpty()) {
      throw new Refusal(FindingKind.UNRELEASED, "a ring record would be lost by the tail call");
    }
    if (state.depth() > 0) {
      throw new Refusal(FindingKind.NOT_HANDLED, "a tail call in a function is not followed");
    }
  }

  /** Lets another path go into the callback, with what the helper passes. */
  private void callBack(State state, int index, @Nullable MapShape map, Onward onward) {
    if (!(state.get(Register.R2) instanceof Value.OfFunction(int entry))) {
      throw new IllegalStateException("checked before");
    }
    if (session.global(entry) != null) {
      throw new Refusal(FindingKind.ARGUMENT, "a callback has to be a static function");
    }
    State inside = state.copy();
    Frame frame = frame(inside, index, entry, new Callback(state.copy()));
    Value context = state.get(Register.R3);
    if (map == null) {
      frame.set(Register.R1, Value.ANY);
      frame.set(Register.R2, context);
    } else {
      frame.set(Register.R1, new Value.MapHandle(map, 0));
      frame.set(Register.R2, Value.Memory.of(new Region.OfMapKey(map), 0));
      frame.set(Register.R3, Value.Memory.of(new Region.OfMapValue(map), 0));
      frame.set(Register.R4, context);
    }
    inside.push(frame);
    onward.branch(inside, entry);
  }

  /** Whether the path is inside of a callback. */
  static boolean inCallback(State state) {
    return state.frames().stream().anyMatch(frame -> frame.callback() != null);
  }

  /** Whether the innermost callback, not its caller, reserved the record. */
  static boolean reservedInCallback(State state, int reference) {
    for (int at = state.depth(); at >= 0; at--) {
      Callback callback = state.frames().get(at).callback();
      if (callback != null) {
        return !callback.before().references().contains(reference);
      }
    }
    return true;
  }

  /** The number in r0, as every outermost exit needs it. */
  static Scalar result(State state) {
    Value value = state.read(Register.R0);
    if (value instanceof Value.Number(Scalar scalar, _)) {
      return scalar;
    }
    throw new Refusal(FindingKind.POINTER_LEAK, "a %s is returned".formatted(value.what()));
  }
}
