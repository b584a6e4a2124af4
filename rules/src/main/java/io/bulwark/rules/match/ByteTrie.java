package io.bulwark.rules.match;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Byte strings as a trie with outputs: finds all that are a prefix of a value, all that are a
 * suffix (added and walked backwards), or, once linked, all that occur in it (Aho–Corasick).
 */
final class ByteTrie {
  private static final int ROOT = 0;

  private final boolean backwards;
  private final boolean anyCase;
  private final List<int[]> outputs = new ArrayList<>();
  private long[] keys = new long[64];
  private int[] targets = new int[64];
  private int edges;
  private int[][] out = {};
  private int[] fail = {};
  private int[] outputLink = {};

  ByteTrie(boolean backwards, boolean anyCase) {
    this.backwards = backwards;
    this.anyCase = anyCase;
    outputs.add(IntLists.NONE);
    Arrays.fill(targets, -1);
  }

  boolean isEmpty() {
    return outputs.size() == 1 && outputs.getFirst().length == 0;
  }

  void add(byte[] text, int atom) {
    int node = ROOT;
    for (int i = 0; i < text.length; i++) {
      byte b = text[backwards ? text.length - 1 - i : i];
      node = child(node, (anyCase ? Bytes.lower(b) : b) & 0xff);
    }
    outputs.set(node, IntLists.plus(outputs.get(node), atom));
  }

  private int child(int node, int label) {
    int known = next(node, label);
    if (known >= 0) {
      return known;
    }
    if (edges * 2 >= keys.length) {
      grow();
    }
    int made = outputs.size();
    outputs.add(IntLists.NONE);
    put((long) node << 8 | label, made);
    edges++;
    return made;
  }

  private void grow() {
    long[] oldKeys = keys;
    int[] oldTargets = targets;
    keys = new long[oldKeys.length * 2];
    targets = new int[keys.length];
    Arrays.fill(targets, -1);
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldTargets[i] >= 0) {
        put(oldKeys[i], oldTargets[i]);
      }
    }
  }

  private void put(long key, int target) {
    int at = place(key);
    keys[at] = key;
    targets[at] = target;
  }

  private int place(long key) {
    int mask = keys.length - 1;
    int at = (int) (key * 0x9E37_79B9_7F4A_7C15L >>> 40) & mask;
    while (targets[at] >= 0 && keys[at] != key) {
      at = at + 1 & mask;
    }
    return at;
  }

  private int next(int node, int label) {
    return targets[place((long) node << 8 | label)];
  }

  /** No more texts will be added. */
  void seal() {
    out = outputs.toArray(int[][]::new);
  }

  /** As {@link #seal()}, and prepares {@link #findInside}. */
  void link() {
    seal();
    fail = new int[out.length];
    outputLink = new int[out.length];
    int[][] children = childrenByNode();
    ArrayDeque<Integer> queue = new ArrayDeque<>();
    queue.add(ROOT);
    while (!queue.isEmpty()) {
      int node = queue.remove();
      for (int edge : children[node]) {
        int child = edge >>> 8;
        fail[child] = node == ROOT ? ROOT : step(fail[node], edge & 0xff);
        int target = fail[child];
        outputLink[child] = out[target].length > 0 ? target : outputLink[target];
        queue.add(child);
      }
    }
  }

  private int[][] childrenByNode() {
    int[][] children = new int[out.length][];
    Arrays.fill(children, IntLists.NONE);
    for (int i = 0; i < keys.length; i++) {
      if (targets[i] >= 0) {
        int node = (int) (keys[i] >>> 8);
        int edge = targets[i] << 8 | (int) (keys[i] & 0xff);
        children[node] = IntLists.plus(children[node], edge);
      }
    }
    return children;
  }

  private int step(int from, int label) {
    int node = from;
    while (true) {
      int to = next(node, label);
      if (to >= 0) {
        return to;
      }
      if (node == ROOT) {
        return ROOT;
      }
      node = fail[node];
    }
  }

  /** Adds the atoms of all texts that start (or, backwards, end) the value. */
  void findAtEdge(byte[] bytes, int offset, int length, TextEntry into) {
    into.hit(out[ROOT]);
    int node = ROOT;
    for (int i = 0; i < length; i++) {
      int b = bytes[backwards ? offset + length - 1 - i : offset + i] & 0xff;
      node = next(node, b);
      if (node < 0) {
        return;
      }
      into.hit(out[node]);
    }
  }

  /** Adds the atoms of all texts that occur in the value. */
  void findInside(byte[] bytes, int offset, int length, TextEntry into) {
    into.hit(out[ROOT]);
    int node = ROOT;
    for (int i = offset, end = offset + length; i < end; i++) {
      byte b = anyCase ? Bytes.lower(bytes[i]) : bytes[i];
      node = step(node, b & 0xff);
      for (int at = node; at != ROOT; at = outputLink[at]) {
        into.hit(out[at]);
      }
    }
  }
}
