/**
 * The machine as a plug-in of the bpf_conformance runner.
 *
 * <pre>
 * arguments: [memory as hex digits] [--interpret | --jit] [--elf false …]   stdin: program as hex
 * stdout:    r0 in hex, exit 0       stderr: one line, exit 1
 * </pre>
 */
@NullMarked
package io.bulwark.vm.plugin;

import org.jspecify.annotations.NullMarked;
