package io.bulwark.vm.jit;

import io.bulwark.bpf.isa.Register;

/**
 * One check for several accesses through the same value of a register.
 *
 * @param base the register
 * @param write whether some access stores
 * @param from smallest offset that is accessed
 * @param to behind the last byte that is accessed
 * @param local the JVM local that remembers the answer
 */
record Anchor(Register base, boolean write, int from, int to, int local) {}
