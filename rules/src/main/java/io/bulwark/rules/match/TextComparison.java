package io.bulwark.rules.match;

import io.bulwark.event.value.ByteSlice;
import io.bulwark.policy.syntax.Op;
import java.util.Arrays;

/** Operators between two texts of an event, where no pattern can be prepared. */
final class TextComparison {
  private TextComparison() {}

  static boolean test(ByteSlice left, Op op, ByteSlice right) {
    return switch (op) {
      case EQ, IN, INTERSECTS -> left.contentEquals(right);
      case NE -> !left.contentEquals(right);
      case STARTSWITH, BSTARTSWITH -> at(left, 0, right);
      case ENDSWITH -> at(left, left.length() - right.length(), right);
      case CONTAINS, BCONTAINS -> contains(left, right, false);
      case ICONTAINS -> contains(left, right, true);
      case LT -> order(left, right) < 0;
      case LE -> order(left, right) <= 0;
      case GT -> order(left, right) > 0;
      case GE -> order(left, right) >= 0;
      case GLOB, IGLOB, REGEX, PMATCH ->
          TextPredicate.of(op, right).test(left.array(), left.offset(), left.length());
      case EXISTS -> throw new IllegalArgumentException("exists compares nothing");
    };
  }

  private static boolean at(ByteSlice left, int start, ByteSlice right) {
    if (start < 0 || start + right.length() > left.length()) {
      return false;
    }
    int from = left.offset() + start;
    return Arrays.equals(
        left.array(),
        from,
        from + right.length(),
        right.array(),
        right.offset(),
        right.offset() + right.length());
  }

  private static boolean contains(ByteSlice left, ByteSlice right, boolean anyCase) {
    for (int start = 0; start + right.length() <= left.length(); start++) {
      if (anyCase ? sameLower(left, start, right) : at(left, start, right)) {
        return true;
      }
    }
    return false;
  }

  private static boolean sameLower(ByteSlice left, int start, ByteSlice right) {
    for (int i = 0; i < right.length(); i++) {
      if (Bytes.lower(left.at(start + i)) != Bytes.lower(right.at(i))) {
        return false;
      }
    }
    return true;
  }

  private static int order(ByteSlice left, ByteSlice right) {
    return Arrays.compareUnsigned(
        left.array(),
        left.offset(),
        left.offset() + left.length(),
        right.array(),
        right.offset(),
        right.offset() + right.length());
  }
}
