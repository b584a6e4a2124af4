package io.bulwark.policy.diag;

/** How bad a diagnostic is. */
public enum Severity {
  /** The file, rule, macro or list cannot be used. */
  ERROR,
  /** It loads, and probably does not do what its author meant. */
  WARNING,
  /** Worth knowing; nothing is wrong. */
  INFO
}
