package io.bulwark.rules;

import io.bulwark.event.access.FieldReader;
import io.bulwark.event.access.SyscallEvent;
import io.bulwark.event.detection.Detection;
import io.bulwark.event.detection.FieldValue;
import io.bulwark.policy.CheckedRule;
import io.bulwark.policy.ir.Operand;
import io.bulwark.policy.output.OutputTemplate.Segment;
import io.bulwark.rules.match.Operands;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A rule's output template, bound to a source when the rule first fires. */
final class Messages {
  private final CheckedRule rule;
  private final List<Segment> segments;
  private final @Nullable FieldReader[] readers;

  Messages(CheckedRule rule, Operands operands) {
    this.rule = rule;
    segments = rule.output().segments();
    readers = new FieldReader[segments.size()];
    for (int i = 0; i < readers.length; i++) {
      if (segments.get(i) instanceof Segment.Value value) {
        readers[i] = operands.bind(value.operand());
      }
    }
  }

  Detection detection(SyscallEvent event, String hostname) {
    StringBuilder text = new StringBuilder();
    Map<String, FieldValue> fields = new LinkedHashMap<>();
    for (int i = 0; i < readers.length; i++) {
      switch (segments.get(i)) {
        case Segment.Literal(String literal) -> text.append(literal);
        case Segment.Value value -> value(value, readers[i], text, fields);
      }
    }
    return new Detection(
        rule.name(),
        rule.priority(),
        rule.source(),
        rule.tags(),
        event.number(),
        event.timestamp(),
        hostname,
        text.toString(),
        fields);
  }

  /** Transformed values show in the text only, as upstream does by default. */
  private static void value(
      Segment.Value segment,
      @Nullable FieldReader reader,
      StringBuilder text,
      Map<String, FieldValue> fields) {
    FieldValue value = reader == null ? FieldValue.Missing.INSTANCE : reader.value();
    padded(text, value.text(), segment.width());
    if (segment.operand() instanceof Operand.FieldOperand) {
      fields.put(segment.name(), value);
    }
  }

  private static void padded(StringBuilder out, String value, int width) {
    if (width == 0) {
      out.append(value);
    } else if (value.length() >= width) {
      out.append(value, 0, width);
    } else {
      out.append(value).repeat(' ', width - value.length());
    }
  }
}
