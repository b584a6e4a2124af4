package io.bulwark.policy.output;

import io.bulwark.policy.ir.Operand;
import java.util.List;

/**
 * An output template: literal text and values in order.
 *
 * @param text the template as written
 * @param extras values that an alert carries without saying them in its message
 */
public record OutputTemplate(String text, List<Segment> segments, List<Extra> extras) {
  public OutputTemplate {
    segments = List.copyOf(segments);
    extras = List.copyOf(extras);
  }

  /** A template without extras, as rules write them. */
  public OutputTemplate(String text, List<Segment> segments) {
    this(text, segments, List.of());
  }

  /**
   * A further entry of {@code output_fields}.
   *
   * @param raw whether it is one field's typed value instead of text
   */
  public record Extra(String key, List<Segment> segments, boolean raw) {
    public Extra {
      segments = List.copyOf(segments);
    }
  }

  /** A piece of a template. */
  public sealed interface Segment {
    record Literal(String text) implements Segment {}

    /**
     * A value.
     *
     * @param name as written, without the percent sign: the key in {@code output_fields}
     * @param width pad or cut the text to this many characters; 0: as it is
     */
    record Value(String name, Operand operand, int width) implements Segment {}
  }
}
