package io.bulwark.vm.run;

import org.jspecify.annotations.Nullable;

/** The program arrays of a machine, as function 12 ({@code bpf_tail_call}) needs them. */
@FunctionalInterface
public interface TailCalls {
  /**
   * The executor at {@code index} of the array with handle {@code map}; null if the slot is empty
   * or beyond the end, which lets the calling program go on. Of the index only the low 32 bits
   * count.
   */
  @Nullable Executor target(Execution execution, long map, long index);
}
