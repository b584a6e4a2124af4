package io.bulwark.vm.cbpf;

/** A task has no room for another filter. */
public final class FilterStackFull extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** With {@code length} instructions in all, as the kernel counts them. */
  FilterStackFull(int length) {
    super(
        "filters of %d instructions, as the kernel counts them; a task has room for %d"
            .formatted(length, FilterStack.MAX_LENGTH));
  }
}
