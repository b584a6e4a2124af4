package io.bulwark.policy.syntax;

/** How a text operator applies to a list: exactly one, at least one, or all elements must pass. */
public enum Modifier {
  ONEOF,
  ANYOF,
  ALLOF
}
