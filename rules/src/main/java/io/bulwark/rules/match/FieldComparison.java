package io.bulwark.rules.match;

import io.bulwark.event.access.AddressListReader;
import io.bulwark.event.access.AddressReader;
import io.bulwark.event.access.FieldReader;
import io.bulwark.event.access.LongListReader;
import io.bulwark.event.access.LongReader;
import io.bulwark.event.access.TextListReader;
import io.bulwark.event.access.TextReader;
import io.bulwark.event.field.FieldType;
import io.bulwark.event.field.Multiplicity;
import io.bulwark.event.value.ByteSlice;
import io.bulwark.event.value.IpAddress;
import io.bulwark.policy.ir.Operand;
import io.bulwark.policy.syntax.Op;

/** Compares two values of one event. Either missing: false. */
final class FieldComparison {
  private FieldComparison() {}

  static EventTest of(FieldReader left, Operand leftOperand, Op op, FieldReader right) {
    boolean every = leftOperand.multiplicity() == Multiplicity.LIST && op == Op.IN;
    return switch (left) {
      case LongReader number when right instanceof LongReader other -> {
        NumberOp compare = NumberOp.of(op, leftOperand.type().shape() == FieldType.Shape.UNSIGNED);
        yield () -> numbers(number, compare, other);
      }
      case TextReader text when right instanceof TextReader other -> () -> texts(text, op, other);
      case TextReader text -> texts(Transforms.asList(text), op, right, every);
      case TextListReader list -> texts(list, op, right, every);
      case AddressReader address when right instanceof AddressReader other ->
          () -> addresses(address, op, other);
      case LongReader r -> throw unlike(left, right);
      case LongListReader r -> throw unlike(left, right);
      case AddressReader r -> throw unlike(left, right);
      case AddressListReader r -> throw unlike(left, right);
    };
  }

  private static IllegalArgumentException unlike(FieldReader left, FieldReader right) {
    return new IllegalArgumentException("cannot compare " + left + " with " + right);
  }

  private static boolean numbers(LongReader left, NumberOp op, LongReader right) {
    long a = left.read();
    long b = right.read();
    return a != LongReader.MISSING && b != LongReader.MISSING && op.test(a, b);
  }

  private static boolean texts(TextReader left, Op op, TextReader right) {
    ByteSlice a = left.read();
    ByteSlice b = right.read();
    return a != null && b != null && TextComparison.test(a, op, b);
  }

  private static boolean addresses(AddressReader left, Op op, AddressReader right) {
    IpAddress a = left.read();
    IpAddress b = right.read();
    return a != null && b != null && a.equals(b) == (op != Op.NE);
  }

  private static EventTest texts(TextListReader left, Op op, FieldReader right, boolean every) {
    TextListReader other = Transforms.asList(right);
    return () -> {
      int lefts = left.load();
      int rights = other.load();
      if (lefts < 0 || rights < 0) {
        return false;
      }
      for (int i = 0; i < lefts; i++) {
        if (someRight(left.get(i), op, other, rights) != every) {
          return !every;
        }
      }
      return every;
    };
  }

  private static boolean someRight(ByteSlice value, Op op, TextListReader right, int count) {
    for (int j = 0; j < count; j++) {
      if (TextComparison.test(value, op, right.get(j))) {
        return true;
      }
    }
    return false;
  }
}
