package io.bulwark.policy.resolve;

import io.bulwark.policy.diag.Span;
import java.util.List;

/**
 * A list.
 *
 * @param items with the items of lists that it names, one level deep
 */
public record ResolvedList(String name, List<String> items, Span span) {
  public ResolvedList {
    items = List.copyOf(items);
  }
}
