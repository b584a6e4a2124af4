package io.bulwark.policy.describe;

import io.bulwark.event.field.FieldResolver;
import io.bulwark.event.schema.EventSchema;
import io.bulwark.policy.LoadOptions.Compatibility;
import io.bulwark.policy.check.ConditionChecker;
import io.bulwark.policy.check.EventKinds;
import io.bulwark.policy.check.MacroScope;
import io.bulwark.policy.diag.Diagnostics;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/** The event types on which conditions can be true. */
public final class ConditionEvents {
  private final EventSchema schema;
  private final FieldResolver fields;

  /** Event types of {@code schema}. */
  public ConditionEvents(EventSchema schema) {
    this.schema = schema;
    fields = FieldResolver.standard();
  }

  /** Names of event kinds, sorted. */
  public List<String> names(BitSet kinds) {
    return kinds.stream().mapToObj(schema::kindName).sorted().toList();
  }

  /**
   * Names of the events of a condition with macros and lists in place ({@link
   * ConditionDetails#compiled}); all of them if it cannot be checked.
   */
  public List<String> of(String compiled) {
    ConditionChecker checker =
        new ConditionChecker(fields, schema, Compatibility.CORRECTED, new Diagnostics());
    BitSet all = new BitSet();
    all.set(0, schema.kindCount());
    return names(
        checker
            .check(Expansion.parse(compiled), MacroScope.empty(), Optional.empty(), false)
            .map(new EventKinds(schema)::of)
            .orElse(all));
  }
}
