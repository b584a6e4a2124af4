/**
 * Code made ready to run: all functions in one piece, every symbol replaced by its value.
 *
 * <pre>
 * Code + functions + Symbols ── Linker ──▶ Program
 *
 * Program    := Code Subprogram+      (no references left; checked shape)
 * Subprogram := name first last
 * </pre>
 *
 * <p>A {@link io.bulwark.vm.program.Program} hangs together, which says nothing about what it does:
 * machines run hostile ones too. Whether a kernel would take it is the verifier's question.
 */
@NullMarked
package io.bulwark.vm.program;

import org.jspecify.annotations.NullMarked;
