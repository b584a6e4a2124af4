package io.bulwark.event.schema;

import java.util.List;

/**
 * Names of flag bits or enum values, in the order they are tried.
 *
 * @param name the name that {@link Param#table()} uses
 * @param values unsigned 32-bit values
 * @param texts the text of each value
 */
public record FlagTable(String name, List<Long> values, List<String> texts) {
  public FlagTable {
    values = List.copyOf(values);
    texts = List.copyOf(texts);
  }

  /** Number of entries. */
  public int size() {
    return texts.size();
  }
}
