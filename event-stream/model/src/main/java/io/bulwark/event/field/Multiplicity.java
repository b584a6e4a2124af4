package io.bulwark.event.field;

/** How many values a field has and what a test on several means. */
public enum Multiplicity {
  /** One value. */
  ONE,
  /** Several; a test is true if some value passes it ({@code proc.aname}: {@code !=} included). */
  ANY,
  /** Either end of a connection: as ANY, but {@code !=} means that both ends differ. */
  EITHER_END,
  /**
   * A list value: only {@code in} (all in the set), {@code intersects} (one in it), {@code exists}.
   */
  LIST
}
