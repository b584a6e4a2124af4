/**
 * The classic BPF machine: what seccomp filters decide about a call.
 *
 * <pre>
 * SeccompFilter  ─▶ FilterMachine ─▶ run(SeccompCall) ─▶ 32-bit result
 * SeccompFilter* ─▶ FilterStack ───▶ decide(SeccompCall) ─▶ the most restrictive result
 *
 * SeccompCall := nr, arch, instruction pointer, six arguments of 64 bits  (struct seccomp_data)
 * </pre>
 *
 * <p>Only a {@link io.bulwark.bpf.cbpf.SeccompFilter} can be run, so running needs no checks: all
 * jumps go forward and stay inside, all loads are words of the call. Nothing is allocated per call.
 *
 * <p>Not here: the filters themselves ({@code io.bulwark.bpf.cbpf}), installing them ({@code
 * io.bulwark.kernel}), what a supervisor or tracer answers.
 */
@NullMarked
package io.bulwark.vm.cbpf;

import org.jspecify.annotations.NullMarked;
