package io.bulwark.policy.resolve;

import io.bulwark.policy.diag.Span;
import io.bulwark.policy.text.SourceText;
import java.util.List;

/** A list with all appends, its items as written. */
record ListDef(String name, List<SourceText> items, Span span) {
  ListDef {
    items = List.copyOf(items);
  }
}
