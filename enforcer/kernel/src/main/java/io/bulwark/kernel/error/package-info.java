/**
 * What can go wrong at the kernel's door, one type a kind of remedy.
 *
 * <pre>
 * KernelException
 *   KernelUnavailable      no usable libbpf or no native access: install or enable something
 *   PermissionDenied       the kernel or the host's policy says no: more privilege, or another host
 *   UnsupportedFeature     the kernel is too old, or built without it: names the version that has it
 *   KernelRejectedProgram  the verifier's verdict: one line of cause, instruction, policy line, full log
 *   ObjectRefused          libbpf cannot read the object, or read it only in part
 *   KernelCallFailed       any other errno, with the operation
 *   ResourceClosed         a handle used after its close
 *   RingCorrupted          a ring buffer whose records make no sense
 * </pre>
 *
 * Every message is one sentence that says what to do where that is known. Outcomes that a caller
 * expects (an absent key, an empty ring, a probe's refusal) are return values, not exceptions.
 */
@NullMarked
package io.bulwark.kernel.error;

import org.jspecify.annotations.NullMarked;
