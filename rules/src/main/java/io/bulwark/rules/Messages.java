package io.bulwark.rules;

import io.bulwark.event.access.FieldReader;
import io.bulwark.event.access.SyscallEvent;
import io.bulwark.event.detection.Detection;
import io.bulwark.event.detection.FieldValue;
import io.bulwark.policy.CheckedRule;
import io.bulwark.policy.ir.Operand;
import io.bulwark.policy.output.OutputTemplate;
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
  private final List<Extra> extras;

  Messages(CheckedRule rule, Operands operands) {
    this.rule = rule;
    segments = rule.output().segments();
    readers = bind(segments, operands);
    extras =
        rule.output().extras().stream()
            .map(extra -> new Extra(extra, bind(extra.segments(), operands)))
            .toList();
  }

  /** An entry of the alert's fields that its message does not say. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Extra(OutputTemplate.Extra template, @Nullable FieldReader[] readers) {}

  private static @Nullable FieldReader[] bind(List<Segment> segments, Operands operands) {
    @Nullable FieldReader[] readers = new FieldReader[segments.size()];
    for (int i = 0; i < readers.length; i++) {
      if (segments.get(i) instanceof Segment.Value value) {
        readers[i] = operands.bind(value.operand());
      }
    }
    return readers;
  }

  Detection detection(SyscallEvent event, String hostname) {
    StringBuilder text = new StringBuilder();
    Map<String, FieldValue> fields = new LinkedHashMap<>();
    fill(segments, readers, text, fields);
    for (Extra extra : extras) {
      StringBuilder own = new StringBuilder();
      Map<String, FieldValue> values = new LinkedHashMap<>();
      fill(extra.template().segments(), extra.readers(), own, values);
      boolean raw = extra.template().raw() && values.size() == 1;
      FieldValue value =
          raw ? values.values().iterator().next() : new FieldValue.Text(own.toString());
      fields.put(extra.template().key(), value);
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

  private static void fill(
      List<Segment> segments,
      @Nullable FieldReader[] readers,
      StringBuilder text,
      Map<String, FieldValue> fields) {
    for (int i = 0; i < readers.length; i++) {
      switch (segments.get(i)) {
        case Segment.Literal(String literal) -> text.append(literal);
        case Segment.Value value -> value(value, readers[i], text, fields);
      }
    }
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
