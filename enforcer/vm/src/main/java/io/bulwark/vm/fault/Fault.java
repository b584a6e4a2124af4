package io.bulwark.vm.fault;

/** What ended a run; {@link #message} says it in one line. */
public sealed interface Fault {
  /**
   * A load or store outside of every region, or against a region's permission.
   *
   * @param address as the program computed it
   * @param size bytes that were to be touched
   * @param write a store or an atomic operation
   */
  record MemoryAccess(long address, long size, boolean write) implements Fault {}

  /** More work than the machine allows, {@code limit} instructions. */
  record FuelExhausted(long limit) implements Fault {}

  /**
   * A function that the machine does not have.
   *
   * @param id number of a helper function, or BTF id of a kernel function
   * @param kfunc whether {@code id} is a BTF id
   */
  record UnsupportedFunction(long id, boolean kfunc) implements Fault {}

  /** A call that would need more than {@code limit} frames. */
  record CallTooDeep(int limit) implements Fault {}

  /** A helper function was called with something it cannot work on. */
  record BadArgument(String function, String problem) implements Fault {}

  /** One line, lower case, for people. */
  default String message() {
    return switch (this) {
      case MemoryAccess(long address, long size, boolean write) ->
          "%s of %d bytes at 0x%x is outside of the memory it may touch"
              .formatted(write ? "store" : "load", size, address);
      case FuelExhausted(long limit) -> "budget of %d instructions exceeded".formatted(limit);
      case UnsupportedFunction(long id, boolean kfunc) ->
          "unsupported: %s %d".formatted(kfunc ? "kernel function" : "function", id);
      case CallTooDeep(int limit) -> "more than %d frames of calls".formatted(limit);
      case BadArgument(String function, String problem) -> "`%s`: %s".formatted(function, problem);
    };
  }
}
