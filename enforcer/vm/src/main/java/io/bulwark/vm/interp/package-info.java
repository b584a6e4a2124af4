/**
 * The interpreter: the simplest program that says what an instruction means (RFC 9669).
 *
 * <p>It is the oracle of the compiler in {@code io.bulwark.vm.jit} and shares no arithmetic with
 * it. Where the RFC leaves a value open, this package decides: r1 to r5 keep their values across
 * calls, a failed tail call changes no register, registers that were never written hold 0.
 */
@NullMarked
package io.bulwark.vm.interp;

import org.jspecify.annotations.NullMarked;
