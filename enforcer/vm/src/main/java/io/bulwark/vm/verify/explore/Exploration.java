package io.bulwark.vm.verify.explore;

import io.bulwark.bpf.isa.Register;
import io.bulwark.vm.verify.finding.Finding;
import io.bulwark.vm.verify.finding.FindingKind;
import io.bulwark.vm.verify.finding.Refusal;
import io.bulwark.vm.verify.rules.Candidate;
import io.bulwark.vm.verify.rules.GlobalFunction;
import io.bulwark.vm.verify.rules.GlobalFunction.Parameter;
import io.bulwark.vm.verify.rules.Limits;
import io.bulwark.vm.verify.state.State;
import io.bulwark.vm.verify.state.Value;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Follows all paths of a candidate. */
public final class Exploration {
  /** A path that waits to be followed. */
  private record Pending(State state, int index, Visited.@Nullable Node node) {}

  private final Session session;
  private final Limits limits;
  private final Visited visited;
  private final Step step;
  private final Deque<Pending> pending = new ArrayDeque<>();

  private Visited.@Nullable Node node;
  private int followed;
  private int mostPending;
  private boolean exhausted;

  private Exploration(Candidate candidate, Limits limits) {
    session = new Session(candidate);
    this.limits = limits;
    visited = new Visited(candidate.code().size(), session.flow());
    step = new Step(session, this::branch);
  }

  /** All paths of {@code candidate}, followed as far as needed. */
  public static Exploration of(Candidate candidate, Limits limits) {
    Exploration exploration = new Exploration(candidate, limits);
    new Constants(exploration.session).check();
    if (exploration.session.findingCount() == 0) {
      exploration.followAll();
    }
    return exploration;
  }

  /** What was found, by instruction. */
  public List<Finding> findings() {
    return session.findings();
  }

  /** How many instructions were followed, on all paths together. */
  public int instructions() {
    return followed;
  }

  /** How many states were kept at joins. */
  public int states() {
    return visited.count();
  }

  /** How many paths waited at most. */
  public int pendingBranches() {
    return mostPending;
  }

  private void followAll() {
    State main = State.start(0);
    main.set(Register.R1, new Value.Context(0));
    followFrom(main, 0);
    for (GlobalFunction global : session.candidate().globals()) {
      followFrom(start(global), global.entry());
    }
    new StackBudget(session).check();
  }

  private static State start(GlobalFunction global) {
    State state = State.start(global.entry());
    for (int at = 0; at < global.parameters().size(); at++) {
      Value value =
          switch (global.parameters().get(at)) {
            case Parameter.NUMBER -> Value.ANY;
            case Parameter.CONTEXT -> new Value.Context(0);
          };
      state.set(Register.values()[at + 1], value);
    }
    return state;
  }

  private void followFrom(State state, int index) {
    pending.push(new Pending(state, index, null));
    while (!pending.isEmpty() && !exhausted && session.findingCount() < limits.findings()) {
      Pending path = pending.pop();
      node = path.node;
      follow(path.state, path.index);
      if (node != null) {
        node.close();
      }
    }
    pending.clear();
  }

  private void follow(State state, int start) {
    int index = start;
    try {
      while (index != Exits.END) {
        if (session.flow().isJoin(index) && ends(state, index)) {
          return;
        }
        if (++followed > limits.instructions()) {
          exhausted = true;
          throw new Refusal(
              FindingKind.TOO_COMPLEX,
              "all paths together have more than %d instructions".formatted(limits.instructions()));
        }
        index = step.follow(state, index);
      }
    } catch (Refusal refusal) {
      session.find(refusal.kind(), index, refusal.message());
    }
  }

  private boolean ends(State state, int index) {
    return switch (visited.look(state, index)) {
      case COVERED -> true;
      case ENDLESS ->
          throw new Refusal(
              FindingKind.ENDLESS_LOOP, "a path comes back here with nothing changed");
      case NEW -> {
        node = visited.keep(state, index, node);
        yield false;
      }
    };
  }

  private void branch(State state, int index) {
    if (pending.size() >= limits.pendingBranches()) {
      exhausted = true;
      throw new Refusal(
          FindingKind.TOO_COMPLEX,
          "more than %d branches wait to be followed".formatted(limits.pendingBranches()));
    }
    if (node != null) {
      node.open();
    }
    pending.push(new Pending(state, index, node));
    mostPending = Math.max(mostPending, pending.size());
  }
}
