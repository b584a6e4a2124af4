package io.bulwark.rules.match;

import io.bulwark.event.value.ByteSlice;
import io.bulwark.policy.syntax.Op;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * {@code pmatch}: true if some pattern is a prefix of the path, component by component; a component
 * of a pattern may contain wildcards. Empty components do not count.
 */
final class PathPredicate implements TextPredicate {
  private final PathTree root = new PathTree();

  PathPredicate(List<ByteSlice> patterns) {
    for (ByteSlice pattern : patterns) {
      byte[] bytes = pattern.toByteArray();
      root.add(bytes, 0);
    }
  }

  @Override
  public boolean test(byte[] bytes, int offset, int length) {
    return root.matches(bytes, offset, offset + length);
  }

  /** A node: the patterns that share their first components. */
  private static final class PathTree {
    private final List<Edge> edges = new ArrayList<>();
    private boolean end;

    private record Edge(byte[] component, TextPredicate test, PathTree next) {}

    void add(byte[] pattern, int from) {
      int start = skipSlashes(pattern, from, pattern.length);
      if (start == pattern.length) {
        end = true;
        return;
      }
      int stop = componentEnd(pattern, start, pattern.length);
      next(Arrays.copyOfRange(pattern, start, stop)).add(pattern, stop);
    }

    private PathTree next(byte[] component) {
      for (Edge edge : edges) {
        if (Arrays.equals(edge.component, component)) {
          return edge.next;
        }
      }
      TextPredicate test =
          isGlob(component)
              ? new Glob(component, false)
              : TextPredicate.of(Op.EQ, ByteSlice.of(component));
      Edge edge = new Edge(component, test, new PathTree());
      edges.add(edge);
      return edge.next;
    }

    private static boolean isGlob(byte[] component) {
      for (byte b : component) {
        if (b == '*' || b == '?' || b == '[') {
          return true;
        }
      }
      return false;
    }

    boolean matches(byte[] bytes, int from, int to) {
      if (end) {
        return true;
      }
      int start = skipSlashes(bytes, from, to);
      if (start == to) {
        return false;
      }
      int stop = componentEnd(bytes, start, to);
      for (int i = 0; i < edges.size(); i++) { // no iterator: this runs per event
        Edge edge = edges.get(i);
        if (edge.test.test(bytes, start, stop - start) && edge.next.matches(bytes, stop, to)) {
          return true;
        }
      }
      return false;
    }

    private static int skipSlashes(byte[] bytes, int from, int to) {
      int i = from;
      while (i < to && bytes[i] == '/') {
        i++;
      }
      return i;
    }

    private static int componentEnd(byte[] bytes, int from, int to) {
      int i = from;
      while (i < to && bytes[i] != '/') {
        i++;
      }
      return i;
    }
  }
}
