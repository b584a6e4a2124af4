package io.bulwark.policy.check;

import io.bulwark.event.field.FieldResolver;
import io.bulwark.event.schema.EventSchema;
import io.bulwark.policy.LoadOptions.Compatibility;
import io.bulwark.policy.diag.Diagnostic;
import io.bulwark.policy.diag.Diagnostics;
import io.bulwark.policy.parse.ConditionParser;
import io.bulwark.policy.syntax.Condition;
import io.bulwark.policy.text.SourceText;
import java.util.List;
import java.util.Optional;

/** Checks conditions that stand by themselves, without macros and lists. */
public final class ConditionCheck {
  private final FieldResolver fields;
  private final EventSchema schema;

  /** Whether a condition is fine, and what was found. */
  public record Verdict(boolean ok, List<Diagnostic> diagnostics) {
    public Verdict {
      diagnostics = List.copyOf(diagnostics);
    }
  }

  /** A check against the fields and events of this build. */
  public ConditionCheck() {
    fields = FieldResolver.standard();
    schema = EventSchema.standard();
  }

  /**
   * Checks one condition.
   *
   * @param syntaxOnly whether fields, macros and values may be anything
   */
  public Verdict check(String condition, boolean syntaxOnly) {
    Diagnostics found = new Diagnostics();
    Condition tree =
        ConditionParser.parse(SourceText.of(condition, "condition"), found, Optional.empty());
    if (!syntaxOnly && !found.hasErrors()) {
      new ConditionChecker(fields, schema, Compatibility.CORRECTED, found)
          .check(tree, MacroScope.empty(), Optional.empty(), false);
    }
    return new Verdict(!found.hasErrors(), found.sorted());
  }
}
