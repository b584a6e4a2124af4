package io.bulwark.rules.match;

import io.bulwark.policy.ir.Operand;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Operands as a rule would write them. */
final class OperandText {
  private OperandText() {}

  static String of(Operand operand) {
    return switch (operand) {
      case Operand.FieldOperand field -> field.field().text();
      case Operand.TextOperand(String text) -> '"' + text + '"';
      case Operand.ListOperand(List<Operand> items) -> list(items);
      case Operand.TransformOperand t ->
          t.transformer().name().toLowerCase(Locale.ROOT)
              + list(t.args())
              + t.option().map(o -> "[" + o + "]").orElse("");
    };
  }

  private static String list(List<Operand> items) {
    return items.stream().map(OperandText::of).collect(Collectors.joining(", ", "(", ")"));
  }
}
