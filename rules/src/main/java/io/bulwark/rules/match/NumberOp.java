package io.bulwark.rules.match;

import io.bulwark.policy.syntax.Op;

/** Comparisons of a number with a constant; the suffix U compares unsigned 64-bit numbers. */
enum NumberOp {
  EQ("eq", "="),
  NE("ne", "!="),
  LT("lt", "<"),
  LE("le", "<="),
  GT("gt", ">"),
  GE("ge", ">="),
  LTU("ltu", "<u"),
  LEU("leu", "<=u"),
  GTU("gtu", ">u"),
  GEU("geu", ">=u");

  private final String method;
  private final String text;

  NumberOp(String method, String text) {
    this.method = method;
    this.text = text;
  }

  /** The method of {@link NumberSlot} that does it. */
  String method() {
    return method;
  }

  String text() {
    return text;
  }

  static NumberOp of(Op op, boolean unsigned) {
    return switch (op) {
      case EQ, IN, INTERSECTS -> EQ;
      case NE -> NE;
      case LT -> unsigned ? LTU : LT;
      case LE -> unsigned ? LEU : LE;
      case GT -> unsigned ? GTU : GT;
      case GE -> unsigned ? GEU : GE;
      default -> throw new IllegalArgumentException("not a comparison of numbers: " + op);
    };
  }

  boolean test(long left, long right) {
    return switch (this) {
      case EQ -> left == right;
      case NE -> left != right;
      case LT -> left < right;
      case LE -> left <= right;
      case GT -> left > right;
      case GE -> left >= right;
      case LTU -> Long.compareUnsigned(left, right) < 0;
      case LEU -> Long.compareUnsigned(left, right) <= 0;
      case GTU -> Long.compareUnsigned(left, right) > 0;
      case GEU -> Long.compareUnsigned(left, right) >= 0;
    };
  }
}
