package io.bulwark.vm.jit;

import io.bulwark.bpf.isa.Register;

/**
 * Memory that an access in a loop was found to be allowed to touch, kept in two JVM locals: where
 * it begins, and how many places of 8 bytes it has. The next turn's access compares with that
 * first.
 *
 * @param base the register that accesses go through
 * @param write whether they store
 */
record Window(Register base, boolean write) {
  private int local() {
    return Locals.WINDOWS + 8 * base.number() + (write ? 4 : 0);
  }

  int start() {
    return local();
  }

  int length() {
    return local() + 2;
  }
}
