package io.bulwark.policy.yaml;

import io.bulwark.policy.diag.Span;
import io.bulwark.policy.text.SourceText;
import java.util.List;

/** A node of a YAML document. */
public sealed interface YamlNode {
  /** Where it begins (a scalar: where all of it stands). */
  Span span();

  /** What messages call it. */
  String kind();

  /**
   * A scalar.
   *
   * @param plain whether it was written without quotes or block indicator, so that it may mean null
   *     or a truth value
   */
  record Scalar(SourceText source, boolean plain, Span span) implements YamlNode {
    /** Its value. */
    public String text() {
      return source.text();
    }

    /** Whether it is YAML's null. */
    public boolean isNull() {
      return plain
          && switch (text()) {
            case "", "~", "null", "Null", "NULL" -> true;
            default -> false;
          };
    }

    @Override
    public String kind() {
      return isNull() ? "nothing" : "a text";
    }
  }

  record Sequence(List<YamlNode> items, Span span) implements YamlNode {
    public Sequence {
      items = List.copyOf(items);
    }

    @Override
    public String kind() {
      return "a list";
    }
  }

  /** Keys in the order of the file; a key that stands twice has been reported, the last counts. */
  record Mapping(List<Entry> entries, Span span) implements YamlNode {
    public Mapping {
      entries = List.copyOf(entries);
    }

    @Override
    public String kind() {
      return "a map";
    }
  }

  /** One key of a mapping. */
  record Entry(Scalar key, YamlNode value) {}
}
