/**
 * What a verifier knows about a number: three views of one set of 64-bit values.
 *
 * <pre>
 * Scalar   := Tnum (64 bits) Interval (64 bits) Interval (the low 32)
 * Tnum     := value mask                 (bits of the mask are unknown, the others as in value)
 * Interval := umin..umax and smin..smax  (unsigned and signed reading of the same bits)
 * </pre>
 *
 * <p>Every operation is an over-approximation: the result contains the result of each pair of
 * members. {@link io.bulwark.vm.verify.domain.Tnum} says which of its operations are the best
 * possible; {@link io.bulwark.vm.verify.domain.Arithmetic} stays on purpose at, or below, the
 * precision of the kernel: knowing more than the kernel would mean to accept what it refuses. The
 * precision taken is the lower one of Linux 6.1 and 6.18 (no ranges through division, negation and
 * byte swaps; or, xor, multiplication and shifts only by a constant).
 *
 * <p>Intervals have a width, so that tests can try all of them at 4 to 6 bits. The tristate numbers
 * follow Vishwanathan et al., "Sound, Precise, and Fast Abstract Interpretation with Tristate
 * Numbers", CGO 2022.
 */
@NullMarked
package io.bulwark.vm.verify.domain;

import org.jspecify.annotations.NullMarked;
