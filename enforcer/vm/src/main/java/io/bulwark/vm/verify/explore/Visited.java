package io.bulwark.vm.verify.explore;

import io.bulwark.vm.verify.flow.ControlFlow;
import io.bulwark.vm.verify.state.Cover;
import io.bulwark.vm.verify.state.State;
import org.jspecify.annotations.Nullable;

/**
 * The states that paths had at joins.
 *
 * <p>A state that is forgotten costs time, never correctness. See {@link Join} for how many are
 * kept.
 */
final class Visited {
  /** More states than this are not kept by their constants: some 100 MB. */
  private static final int MOST = 200_000;

  /** A state that some path had, and the paths from there that have not ended yet. */
  static final class Node {
    private final @Nullable Node parent;
    private @Nullable State state;
    private int open = 1;

    private Node(State state, @Nullable Node parent) {
      this.state = state;
      this.parent = parent;
    }

    /** One more path begins here. */
    void open() {
      open++;
    }

    /** A path that began here has ended. */
    void close() {
      Node node = this;
      while (node != null && --node.open == 0) {
        node = node.parent;
      }
    }

    boolean isOpen() {
      return open != 0;
    }

    @Nullable State state() {
      return state;
    }

    /** Is not compared with any more. */
    void forget() {
      state = null;
    }
  }

  /** What is known of a state at a join. */
  enum Verdict {
    /** An earlier path went on from a state that covers it. */
    COVERED,
    /** The path itself was in the same state before. */
    ENDLESS,
    /** Nothing. */
    NEW
  }

  private final ControlFlow flow;
  private final Cover cover;
  private final @Nullable Join[] joins;
  private int kept;

  Visited(int size, ControlFlow flow) {
    this.flow = flow;
    cover = new Cover(flow.liveness()::before, flow.relevance()::before);
    joins = new Join[size];
  }

  /** How many states have been kept, those forgotten included. */
  int count() {
    return kept;
  }

  private int relevant(int index) {
    return flow.liveness().before(index) & flow.relevance().before(index);
  }

  /** Compares a state with the earlier ones. */
  Verdict look(State state, int index) {
    Join join = joins[index];
    return join == null
        ? Verdict.NEW
        : join.look(state, state.constants(relevant(index)), cover, index);
  }

  /** Keeps a copy of a state; the path that came from {@code parent} goes on from the new node. */
  Node keep(State state, int index, @Nullable Node parent) {
    Join join = joins[index];
    if (join == null) {
      join = new Join();
      joins[index] = join;
    }
    Node node = new Node(state.copy(), parent);
    join.keep(node, state.constants(relevant(index)), kept < MOST);
    kept++;
    return node;
  }
}
