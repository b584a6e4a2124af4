/**
 * Our verifier against the kernel's, by real loads.
 *
 * <pre>
 * Setting       program type on both sides
 * Maps          maps on both sides
 * ProgramMaker  valid programs, or nearly so ── Draft, Fragments, CallFragments, Mutation
 * Comparison    one program to both sides, counted
 * </pre>
 *
 * <p>The one thing that must not happen: we accept what the kernel refuses. What only the kernel
 * accepts is counted by cause.
 */
@NullMarked
package io.bulwark.bpfconformance.verify;

import org.jspecify.annotations.NullMarked;
