/**
 * What the kernel's verifier says, made short.
 *
 * <pre>
 * VerifierLog = text; summary() one line; lastInstruction() index where it stopped
 * </pre>
 */
@NullMarked
package io.bulwark.kernel.log;

import org.jspecify.annotations.NullMarked;
