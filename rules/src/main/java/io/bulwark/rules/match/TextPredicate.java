package io.bulwark.rules.match;

import io.bulwark.event.value.ByteSlice;
import io.bulwark.policy.syntax.Modifier;
import io.bulwark.policy.syntax.Op;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A test of some bytes. */
@FunctionalInterface
interface TextPredicate {
  boolean test(byte[] bytes, int offset, int length);

  /** {@code value op pattern}. */
  static TextPredicate of(Op op, ByteSlice pattern) {
    byte[] p = pattern.toByteArray();
    return switch (op) {
      case EQ, IN, INTERSECTS -> (b, o, n) -> Arrays.equals(b, o, o + n, p, 0, p.length);
      case NE -> (b, o, n) -> !Arrays.equals(b, o, o + n, p, 0, p.length);
      case STARTSWITH, BSTARTSWITH ->
          (b, o, n) -> n >= p.length && Arrays.equals(b, o, o + p.length, p, 0, p.length);
      case ENDSWITH ->
          (b, o, n) -> n >= p.length && Arrays.equals(b, o + n - p.length, o + n, p, 0, p.length);
      case CONTAINS, BCONTAINS -> (b, o, n) -> Bytes.contains(b, o, n, p, false);
      case ICONTAINS -> {
        byte[] lower = Bytes.lower(p);
        yield (b, o, n) -> Bytes.contains(b, o, n, lower, true);
      }
      case GLOB -> new Glob(p, false);
      case IGLOB -> new Glob(p, true);
      case REGEX -> new RegexPredicate(pattern.toString());
      case PMATCH -> new PathPredicate(List.of(pattern));
      case LT -> (b, o, n) -> Arrays.compareUnsigned(b, o, o + n, p, 0, p.length) < 0;
      case LE -> (b, o, n) -> Arrays.compareUnsigned(b, o, o + n, p, 0, p.length) <= 0;
      case GT -> (b, o, n) -> Arrays.compareUnsigned(b, o, o + n, p, 0, p.length) > 0;
      case GE -> (b, o, n) -> Arrays.compareUnsigned(b, o, o + n, p, 0, p.length) >= 0;
      case EXISTS -> throw new IllegalArgumentException("exists has no pattern");
    };
  }

  /** {@code value op (patterns)}: some pattern passes. */
  static TextPredicate anyOf(Op op, List<ByteSlice> patterns) {
    if (op == Op.PMATCH) {
      return new PathPredicate(patterns);
    }
    if (patterns.size() == 1) {
      return of(op, patterns.getFirst());
    }
    return counting(op, patterns, Modifier.ANYOF);
  }

  /** {@code value op modifier (patterns)}. */
  static TextPredicate counting(Op op, List<ByteSlice> patterns, Modifier modifier) {
    List<TextPredicate> each = new ArrayList<>(patterns.size());
    for (ByteSlice pattern : patterns) {
      each.add(of(op, pattern));
    }
    TextPredicate[] all = each.toArray(TextPredicate[]::new);
    int least = modifier == Modifier.ALLOF ? all.length : 1;
    int most = modifier == Modifier.ONEOF ? 1 : all.length;
    return (b, o, n) -> {
      int passed = 0;
      for (TextPredicate one : all) {
        if (one.test(b, o, n) && ++passed > most) {
          return false;
        }
      }
      return passed >= least;
    };
  }
}
