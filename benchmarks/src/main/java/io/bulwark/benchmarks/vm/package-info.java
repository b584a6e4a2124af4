/**
 * The BPF machine against the kernel and against itself: the same bytecode compiled by both and
 * interpreted.
 */
@NullMarked
package io.bulwark.benchmarks.vm;

import org.jspecify.annotations.NullMarked;
