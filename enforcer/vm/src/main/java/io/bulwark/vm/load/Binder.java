package io.bulwark.vm.load;

import io.bulwark.bpf.isa.Code;
import io.bulwark.bpf.object.Function;

/** Applies the CO-RE relocations of a function. */
@FunctionalInterface
public interface Binder {
  /** Leaves code as it was compiled: for objects without relocations. */
  Binder NONE = Function::code;

  /**
   * The function's code with all relocations applied, none left.
   *
   * @throws LoadException if the target lacks something without which there is no running it
   */
  Code bind(Function function);
}
