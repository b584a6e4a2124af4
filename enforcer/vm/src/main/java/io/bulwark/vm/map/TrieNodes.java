package io.bulwark.vm.map;

import java.util.Arrays;

/** The nodes of a trie as numbers: two children each, and the way up. -1 is no node. */
final class TrieNodes {
  static final int NONE = -1;

  private final int[] children;
  private final int[] parents;
  private final Slots numbers;
  private int root = NONE;

  TrieNodes(int count) {
    children = new int[2 * count];
    parents = new int[count];
    Arrays.fill(children, NONE);
    numbers = new Slots(count);
  }

  int root() {
    return root;
  }

  int child(int node, int side) {
    return children[2 * node + side];
  }

  int parent(int node) {
    return parents[node];
  }

  /** A node without relatives; there are always two more than entries need. */
  int create() {
    int node = numbers.take();
    children[2 * node] = NONE;
    children[2 * node + 1] = NONE;
    parents[node] = NONE;
    return node;
  }

  void destroy(int node) {
    numbers.give(node);
  }

  /** Hangs {@code child}, or nothing, under {@code parent}; under no parent it is the root. */
  void attach(int parent, int side, int child) {
    if (parent == NONE) {
      root = child;
    } else {
      children[2 * parent + side] = child;
    }
    if (child != NONE) {
      parents[child] = parent;
    }
  }

  /** Which child of its parent {@code node} is; 0 for the root. */
  int side(int node) {
    int parent = parents[node];
    return parent != NONE && child(parent, 1) == node ? 1 : 0;
  }

  /** Puts {@code other}, or nothing, where {@code node} hangs. */
  void replace(int node, int other) {
    attach(parents[node], side(node), other);
  }

  /** The first node below {@code node} in post-order. */
  private int deepest(int node) {
    int at = node;
    while (child(at, 0) != NONE || child(at, 1) != NONE) {
      at = child(at, 0) != NONE ? child(at, 0) : child(at, 1);
    }
    return at;
  }

  /** The node after {@code node} in post-order, children before parents; NONE starts and ends. */
  int next(int node) {
    if (node == NONE) {
      return root == NONE ? NONE : deepest(root);
    }
    int parent = parents[node];
    if (parent == NONE) {
      return NONE;
    }
    int right = child(parent, 1);
    return side(node) == 0 && right != NONE ? deepest(right) : parent;
  }
}
