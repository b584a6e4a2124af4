package io.bulwark.vm.verify.explore;

import io.bulwark.vm.verify.state.State;

/** Takes states that are to be followed later. */
@FunctionalInterface
interface Onward {
  /** {@code state} goes on at instruction {@code index}. */
  void branch(State state, int index);
}
