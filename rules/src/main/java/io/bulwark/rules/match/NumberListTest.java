package io.bulwark.rules.match;

import io.bulwark.event.access.LongListReader;
import io.bulwark.event.field.FieldType;
import io.bulwark.event.field.Multiplicity;
import io.bulwark.policy.LoadOptions.Compatibility;
import io.bulwark.policy.ir.Operand;
import io.bulwark.policy.syntax.Op;
import java.util.List;

/** Tests of a field with several numbers: ancestors' ids, both ports of a connection. */
final class NumberListTest {
  private NumberListTest() {}

  static EventTest of(
      LongListReader list, Operand left, Op op, List<Long> values, Compatibility compatibility) {
    NumberSet set = new NumberSet(values);
    Multiplicity multiplicity = left.multiplicity();
    return switch (op) {
      case IN -> {
        if (multiplicity == Multiplicity.LIST) {
          yield () -> every(list, set);
        }
        // C-04: upstream's `proc.apid in (…)` never matches.
        boolean never = compatibility == Compatibility.STRICT && multiplicity == Multiplicity.ANY;
        yield () -> !never && some(list, set);
      }
      case EQ, INTERSECTS -> () -> some(list, set);
      case NE ->
          multiplicity == Multiplicity.EITHER_END
              ? () -> list.load() > 0 && !some(list, set)
              : () -> someDiffers(list, set);
      case LT, LE, GT, GE -> {
        boolean unsigned = left.type().shape() == FieldType.Shape.UNSIGNED;
        NumberOp compare = NumberOp.of(op, unsigned);
        long value = values.getFirst();
        yield () -> somePasses(list, compare, value);
      }
      default -> throw new IllegalArgumentException("not for numbers: " + op);
    };
  }

  private static boolean some(LongListReader list, NumberSet set) {
    for (int i = 0, count = list.load(); i < count; i++) {
      if (set.contains(list.get(i))) {
        return true;
      }
    }
    return false;
  }

  private static boolean every(LongListReader list, NumberSet set) {
    int count = list.load();
    for (int i = 0; i < count; i++) {
      if (!set.contains(list.get(i))) {
        return false;
      }
    }
    return count >= 0;
  }

  private static boolean someDiffers(LongListReader list, NumberSet set) {
    for (int i = 0, count = list.load(); i < count; i++) {
      if (!set.contains(list.get(i))) {
        return true;
      }
    }
    return false;
  }

  private static boolean somePasses(LongListReader list, NumberOp op, long value) {
    for (int i = 0, count = list.load(); i < count; i++) {
      if (op.test(list.get(i), value)) {
        return true;
      }
    }
    return false;
  }
}
