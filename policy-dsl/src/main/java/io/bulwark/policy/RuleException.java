package io.bulwark.policy;

import java.util.List;

/**
 * An exception of a rule, whose effect is part of the rule's condition.
 *
 * @param fields that it compares
 * @param operators one a field, defaults filled in
 */
public record RuleException(String name, List<String> fields, List<String> operators) {
  public RuleException {
    fields = List.copyOf(fields);
    operators = List.copyOf(operators);
  }
}
