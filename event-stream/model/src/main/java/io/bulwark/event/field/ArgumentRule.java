package io.bulwark.event.field;

/** Whether a field takes a bracketed argument, and of which form. */
public enum ArgumentRule {
  NONE,
  /** A number may follow: {@code proc.aname[2]}. */
  OPTIONAL_INDEX,
  /** A key may follow: {@code proc.env[HOME]}. */
  OPTIONAL_KEY,
  /** A number or a key may follow. */
  OPTIONAL_ANY,
  REQUIRED_INDEX,
  REQUIRED_KEY,
  /** {@code evt.arg.name} or {@code evt.arg[0]}: a parameter's name after a dot, or an index. */
  REQUIRED_ANY;

  public boolean isRequired() {
    return this == REQUIRED_INDEX || this == REQUIRED_KEY || this == REQUIRED_ANY;
  }
}
