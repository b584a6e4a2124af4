package io.bulwark.vm.program;

import io.bulwark.bpf.isa.Reference;
import org.jspecify.annotations.Nullable;

/**
 * What a machine puts in for symbols.
 *
 * <p>Functions of the object are the linker's own business and never asked for.
 */
@FunctionalInterface
public interface Symbols {
  /** No symbols at all. */
  Symbols NONE = _ -> null;

  /**
   * The 64 bits that {@code reference} stands for: the handle of a map, the address of a variable
   * (its addend included) or of a configuration value; null if there is no such symbol.
   */
  @Nullable Long value(Reference reference);
}
