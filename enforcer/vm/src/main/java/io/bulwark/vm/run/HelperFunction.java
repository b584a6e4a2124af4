package io.bulwark.vm.run;

/**
 * A numbered function that programs call.
 *
 * <p>Arguments are whatever stands in the registers: a helper checks pointers with {@link
 * io.bulwark.vm.memory.Cells#requireReadable} and {@code requireWritable} before it follows them,
 * throws {@link io.bulwark.vm.fault.FaultSignal} for what a verifier would have refused, and
 * returns a negative errno where the kernel does. It must not allocate.
 */
@FunctionalInterface
public interface HelperFunction {
  /** The result for r0. */
  long call(Execution execution, long r1, long r2, long r3, long r4, long r5);
}
