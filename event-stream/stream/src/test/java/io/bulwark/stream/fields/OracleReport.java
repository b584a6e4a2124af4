package io.bulwark.stream.fields;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Counts agreement per capture and differences per field, and keeps a few examples of each. */
final class OracleReport {
  private static final int EXAMPLES = 4;
  private static final int EXAMPLE_LENGTH = 160;

  private static final class Count {
    long values;
    long different;
  }

  private final Map<String, Count> captures = new LinkedHashMap<>();
  private final Map<String, Count> fields = new TreeMap<>();
  private final Map<String, List<String>> examples = new TreeMap<>();
  private final StringBuilder differences = new StringBuilder();
  private String capture = "";
  private Count current = new Count();
  private long missedEvents;

  void capture(String name) {
    capture = name;
    current = captures.computeIfAbsent(name, key -> new Count());
  }

  void value(
      String field, String event, long number, @Nullable Object got, @Nullable Object recorded) {
    Count count = fields.computeIfAbsent(field, key -> new Count());
    count.values++;
    current.values++;
    if (!Objects.equals(got, recorded)) {
      count.different++;
      current.different++;
      differences.append(
          String.join(
              "\t",
              capture,
              Long.toString(number),
              event,
              field,
              String.valueOf(got),
              String.valueOf(recorded) + "\n"));
      List<String> shown = examples.computeIfAbsent(field, key -> new ArrayList<>());
      if (shown.size() < EXAMPLES) {
        shown.add(
            capture
                + " #"
                + number
                + " "
                + event
                + ": `"
                + cut(got)
                + "`, Falco `"
                + cut(recorded)
                + "`");
      }
    }
  }

  /** Every difference: capture, event number, event, field, our value, Falco's value. */
  String differences() {
    return differences.toString();
  }

  private static String cut(@Nullable Object value) {
    String text = String.valueOf(value);
    return text.length() > EXAMPLE_LENGTH ? text.substring(0, EXAMPLE_LENGTH) + "…" : text;
  }

  /** An event that was recorded but never delivered: all its fields count as different. */
  void missedEvent(String event, int values) {
    missedEvents++;
    current.values += values;
    current.different += values;
  }

  long values() {
    return captures.values().stream().mapToLong(c -> c.values).sum();
  }

  long different() {
    return captures.values().stream().mapToLong(c -> c.different).sum();
  }

  double agreement() {
    return values() == 0 ? 0 : 1 - (double) different() / values();
  }

  String text() {
    StringBuilder out = new StringBuilder();
    out.append(
        String.format(
            Locale.ROOT,
            "%,d of %,d field values differ (%.5f %% agree); %,d events missed%n%n",
            different(),
            values(),
            100 * agreement(),
            missedEvents));
    out.append("| capture | values | different |\n|---|---|---|\n");
    captures.forEach((name, count) -> row(out, name, count));
    out.append("\n| field | values | different |\n|---|---|---|\n");
    fields.entrySet().stream()
        .filter(entry -> entry.getValue().different > 0)
        .forEach(entry -> row(out, entry.getKey(), entry.getValue()));
    out.append('\n');
    examples.forEach((field, shown) ->
        shown.forEach(
            line -> out.append("- ").append(field).append(": ").append(line).append('\n')));
    return out.toString();
  }

  private static void row(StringBuilder out, String name, Count count) {
    out.append(
        String.format(Locale.ROOT, "| %s | %,d | %,d |%n", name, count.values, count.different));
  }
}
