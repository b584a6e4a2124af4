package io.bulwark.vm.verify.explore;

import io.bulwark.vm.verify.state.Cover;
import io.bulwark.vm.verify.state.State;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The states that paths had at joins.
 *
 * <p>Only so many are kept for each join; one that is forgotten costs time, never correctness.
 */
final class Visited {
  private static final int KEPT = 48;

  /** A state that some path had, and the paths from there that have not ended yet. */
  static final class Node {
    private final State state;
    private final @Nullable Node parent;
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

  private final IntUnaryOperator liveAt;
  private final @Nullable Deque<Node>[] nodes;
  private int kept;

  @SuppressWarnings({"unchecked", "rawtypes"})
  Visited(int size, IntUnaryOperator liveAt) {
    this.liveAt = liveAt;
    nodes = new Deque[size];
  }

  /** How many states have been kept, those forgotten included. */
  int count() {
    return kept;
  }

  /**
   * Compares a state with the earlier ones. With LIFO order of paths, a state with open paths is
   * one that the current path came through.
   */
  Verdict look(State state, int index) {
    Deque<Node> earlier = nodes[index];
    if (earlier == null) {
      return Verdict.NEW;
    }
    for (Iterator<Node> each = earlier.iterator(); each.hasNext(); ) {
      Node node = each.next();
      if (Cover.covers(node.state, state, index, liveAt)) {
        if (node.open == 0) {
          return Verdict.COVERED;
        }
        if (Cover.covers(state, node.state, index, liveAt)) {
          return Verdict.ENDLESS;
        }
      }
    }
    return Verdict.NEW;
  }

  /** Keeps a copy of a state; the path that came from {@code parent} goes on from the new node. */
  Node keep(State state, int index, @Nullable Node parent) {
    Deque<Node> earlier = nodes[index];
    if (earlier == null) {
      earlier = new ArrayDeque<>();
      nodes[index] = earlier;
    }
    if (earlier.size() == KEPT) {
      earlier.removeLast();
    }
    Node node = new Node(state.copy(), parent);
    earlier.addFirst(node);
    kept++;
    return node;
  }
}
