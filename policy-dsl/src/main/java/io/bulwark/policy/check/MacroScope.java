package io.bulwark.policy.check;

import io.bulwark.policy.syntax.Condition;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The macros that a condition can see. */
@FunctionalInterface
public interface MacroScope {
  /**
   * A macro as parsed.
   *
   * @param item for diagnostics of its condition
   * @param inner what the macro's own condition can see
   */
  record Macro(
      Condition condition, io.bulwark.policy.diag.Diagnostic.Item item, MacroScope inner) {}

  /** The macro called {@code name}; the same object whenever it is asked for. */
  Optional<Macro> find(String name);

  /** Names to suggest in place of an unknown one. */
  default Collection<String> names() {
    return List.of();
  }

  /** No macros. */
  static MacroScope empty() {
    return name -> Optional.empty();
  }
}
