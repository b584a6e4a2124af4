package io.bulwark.stream.convert;

import java.util.List;

/** What to do with one (event id, parameter count). */
final class Conversion {
  enum Action {
    PASS,
    STORE,
    STORE_AND_PASS,
    ADD,
    CHANGE
  }

  enum Source {
    OLD,
    ENTER,
    DEFAULT,
    EMPTY,
    JSON
  }

  /**
   * Where one parameter comes from.
   *
   * @param param index in the source event; only for OLD and ENTER
   * @param fallback what it is where the source has no such parameter
   */
  record Instruction(Source source, int param, MadeUp fallback) {}

  private final Action action;
  private final int newType;
  private final Instruction[] instructions;

  /**
   * A conversion.
   *
   * @param newType the id the event gets; only for {@link Action#CHANGE}
   */
  Conversion(Action action, int newType, List<Instruction> instructions) {
    this.action = action;
    this.newType = newType;
    this.instructions = instructions.toArray(Instruction[]::new);
  }

  Action action() {
    return action;
  }

  int newType() {
    return newType;
  }

  /** Number of parameters it makes. */
  int size() {
    return instructions.length;
  }

  Instruction instruction(int index) {
    return instructions[index];
  }
}
