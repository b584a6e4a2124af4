package io.bulwark.vm.verify.explore;

import io.bulwark.vm.verify.explore.Visited.Node;
import io.bulwark.vm.verify.explore.Visited.Verdict;
import io.bulwark.vm.verify.state.Cover;
import io.bulwark.vm.verify.state.State;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The states kept for one join: the last few of all, and the last few for each combination of
 * constants in registers. The second kind finds the round of a counted loop that a state belongs
 * to, however many rounds there are.
 */
final class Join {
  private static final int RECENT = 16;
  private static final int ALIKE = 24;

  private final ArrayDeque<Node> recent = new ArrayDeque<>(RECENT);
  private final Map<Integer, ArrayDeque<Node>> byConstants = new HashMap<>();

  /**
   * Compares with the states kept. As paths are followed last in, first out, a state with open
   * paths is one that the current path came through.
   */
  Verdict look(State state, int constants, Cover cover, int index) {
    ArrayDeque<Node> alike = byConstants.get(constants);
    Verdict verdict = alike == null ? Verdict.NEW : look(state, alike, cover, index);
    return verdict == Verdict.NEW ? look(state, recent, cover, index) : verdict;
  }

  private static Verdict look(State state, ArrayDeque<Node> nodes, Cover cover, int index) {
    for (Node node : nodes) {
      State earlier = node.state();
      if (earlier != null && cover.covers(earlier, state, index)) {
        if (!node.isOpen()) {
          return Verdict.COVERED;
        }
        if (cover.covers(state, earlier, index)) {
          return Verdict.ENDLESS;
        }
      }
    }
    return Verdict.NEW;
  }

  /** Keeps a state, among its like only if there is {@code room}. */
  void keep(Node node, int constants, boolean room) {
    @Nullable Node dropped = add(recent, node, RECENT);
    if (room) {
      ArrayDeque<Node> alike = byConstants.computeIfAbsent(constants, _ -> new ArrayDeque<>(2));
      Node old = add(alike, node, ALIKE);
      if (old != null) {
        old.forget();
      }
    } else if (dropped != null) {
      dropped.forget();
    }
  }

  private static @Nullable Node add(ArrayDeque<Node> nodes, Node node, int most) {
    Node dropped = nodes.size() == most ? nodes.removeLast() : null;
    nodes.addFirst(node);
    return dropped;
  }
}
