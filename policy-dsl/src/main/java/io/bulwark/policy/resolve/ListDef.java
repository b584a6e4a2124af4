package io.bulwark.policy.resolve;

import io.bulwark.policy.diag.Span;
import io.bulwark.policy.text.SourceText;
import java.util.List;

/**
 * A list with all appends, its items as written.
 *
 * @param first place in load order of its first definition: lists after it may name it
 * @param last place in load order of its last definition or append: it may name those before
 */
record ListDef(String name, List<SourceText> items, int first, int last, Span span) {
  ListDef {
    items = List.copyOf(items);
  }
}
