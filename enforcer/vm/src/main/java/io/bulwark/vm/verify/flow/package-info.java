/**
 * What can be said about code without following values.
 *
 * <pre>
 * Functions := entry+ with the range of each, and who calls whom
 * Joins     := instructions that more than one way leads to
 * Liveness  := registers that some way from here reads
 * Relevance := registers whose number decides something on some way from here
 * </pre>
 *
 * <p>{@link io.bulwark.vm.verify.flow.ControlFlow} refuses code whose shape no kernel takes:
 * instructions that nothing reaches, jumps between functions, recursion, more than 8 frames.
 */
@NullMarked
package io.bulwark.vm.verify.flow;

import org.jspecify.annotations.NullMarked;
