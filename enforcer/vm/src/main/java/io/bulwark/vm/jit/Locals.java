package io.bulwark.vm.jit;

import io.bulwark.bpf.isa.Register;

/** Which JVM local holds what. Arguments come first, in the order of {@link Names#FUNCTION}. */
final class Locals {
  static final int EXECUTION = 0;

  /** In a region: the registers between regions, and where to enter. */
  static final int FILE = 23;

  static final int TARGET = 24;

  /** What is left of the fuel, in methods with loops. */
  static final int FUEL = 25;

  /** The address of the access that is going on. */
  static final int ADDRESS = 27;

  /** Two for each {@link Window}. */
  static final int WINDOWS = 29;

  /** Answers of anchors come from here on. */
  static final int FIRST_FREE = WINDOWS + 8 * 11;

  private static final int[] OF_REGISTER = {13, 1, 3, 5, 7, 9, 15, 17, 19, 21, 11};

  private Locals() {}

  static int of(Register register) {
    return OF_REGISTER[register.number()];
  }

  static int of(int register) {
    return OF_REGISTER[register];
  }
}
