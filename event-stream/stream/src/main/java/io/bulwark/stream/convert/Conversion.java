package io.bulwark.stream.convert;

import java.util.List;

/**
 * What to do with one (event id, parameter count).
 *
 * @param newType the id the event gets; only for {@link Action#CHANGE}
 */
record Conversion(Action action, int newType, List<Instruction> instructions) {
  Conversion {
    instructions = List.copyOf(instructions);
  }

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
   * @param emptyFallback whether a missing enter event gives an empty parameter, not a default one
   */
  record Instruction(Source source, int param, boolean emptyFallback) {}
}
