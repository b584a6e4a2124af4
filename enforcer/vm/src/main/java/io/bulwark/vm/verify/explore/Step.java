package io.bulwark.vm.verify.explore;

import io.bulwark.bpf.isa.Code;
import io.bulwark.bpf.isa.Instruction;
import io.bulwark.vm.verify.finding.FindingKind;
import io.bulwark.vm.verify.finding.Refusal;
import io.bulwark.vm.verify.state.State;

/** One instruction on one path. */
final class Step {
  private final Code code;
  private final Computation computation;
  private final Access access;
  private final Calls calls;
  private final Exits exits;
  private final Constants constants;
  private final Onward onward;

  Step(Session session, Onward onward) {
    this.onward = onward;
    code = session.code();
    computation = new Computation(session);
    access = new Access(session);
    calls = new Calls(session);
    exits = new Exits(session);
    constants = new Constants(session);
  }

  /** Follows instruction {@code index}; returns where the path goes on, or {@link Exits#END}. */
  int follow(State state, int index) {
    switch (code.instruction(index)) {
      case Instruction.Alu alu -> computation.alu(state, alu);
      case Instruction.MoveSignExtended move -> computation.extend(state, move);
      case Instruction.Negate negate -> computation.negate(state, negate);
      case Instruction.Endian endian -> computation.swap(state, endian);
      case Instruction.LoadImm64 load ->
          Computation.write(state, load.dst(), constants.value(index, load));
      case Instruction.Load load -> access.load(state, index, load);
      case Instruction.Store store -> access.store(state, index, store);
      case Instruction.Atomic atomic -> access.atomic(state, index, atomic);
      case Instruction.JumpIf jump -> {
        return branch(state, index, jump);
      }
      case Instruction.Jump _ -> {
        return code.target(index);
      }
      case Instruction.CallHelper call -> calls.helper(state, index, call.id(), onward);
      case Instruction.CallLocal _ -> {
        return calls.local(state, index, callee(index));
      }
      case Instruction.Exit _ -> {
        return exits.exit(state);
      }
      case Instruction.CallKfunc _ -> throw notHandled("a call of a kernel function by BTF id");
      case Instruction.CallRegister _ -> throw notHandled("a call through a register");
      case Instruction.LoadPacket _ -> throw notHandled("a load of the legacy packet group");
    }
    return index + 1;
  }

  private int callee(int index) {
    int target = code.target(index);
    if (target < 0) {
      throw notHandled("a call that is not linked yet");
    }
    return target;
  }

  private int branch(State state, int index, Instruction.JumpIf jump) {
    int target = code.target(index);
    return switch (Branch.decide(state, jump)) {
      case ALWAYS -> {
        Branch.learn(state, jump, true);
        yield target;
      }
      case NEVER -> {
        Branch.learn(state, jump, false);
        yield index + 1;
      }
      case EITHER -> {
        State taken = state.copy();
        Branch.learn(taken, jump, true);
        onward.branch(taken, target);
        Branch.learn(state, jump, false);
        yield index + 1;
      }
    };
  }

  private static Refusal notHandled(String what) {
    return new Refusal(FindingKind.NOT_HANDLED, what);
  }
}
