package io.bulwark.rules.match;

import io.bulwark.event.value.ByteSlice;
import io.bulwark.policy.syntax.Op;
import java.util.List;

/**
 * One test of a text value with literals: true if some pattern passes.
 *
 * <p>Fast atoms are found together by one pass over the value; slow ones are asked one by one when
 * needed.
 */
final class TextAtom {
  /** How the patterns are looked for. */
  enum Form {
    EXACT,
    PREFIX,
    SUFFIX,
    CONTAINS,
    CONTAINS_ANY_CASE,
    PREDICATE
  }

  private final Form form;
  private final List<ByteSlice> patterns;
  private final TextPredicate predicate;
  private final String text;
  private int index = -1;

  TextAtom(Form form, List<ByteSlice> patterns, TextPredicate predicate, String text) {
    this.form = form;
    this.patterns = patterns;
    this.predicate = predicate;
    this.text = text;
  }

  static Form form(Op op) {
    return switch (op) {
      case EQ, NE, IN, INTERSECTS -> Form.EXACT;
      case STARTSWITH, BSTARTSWITH -> Form.PREFIX;
      case ENDSWITH -> Form.SUFFIX;
      case CONTAINS, BCONTAINS -> Form.CONTAINS;
      case ICONTAINS -> Form.CONTAINS_ANY_CASE;
      case GLOB, IGLOB, REGEX, PMATCH, LT, LE, GT, GE -> Form.PREDICATE;
      case EXISTS -> throw new IllegalArgumentException("exists has no patterns");
    };
  }

  Form form() {
    return form;
  }

  boolean isFast() {
    return form != Form.PREDICATE;
  }

  List<ByteSlice> patterns() {
    return patterns;
  }

  boolean test(byte[] bytes, int offset, int length) {
    return predicate.test(bytes, offset, length);
  }

  /** Its bit; known once the field's atoms are complete. */
  int index() {
    return index;
  }

  void setIndex(int index) {
    this.index = index;
  }

  /** As a rule would write it, without the field. */
  String text() {
    return text;
  }
}
