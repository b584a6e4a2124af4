package io.bulwark.vm.verify.rules;

import java.util.List;

/**
 * A function of the code with global linkage: verified once, by itself, for all arguments of its
 * signature.
 *
 * @param entry index of its first instruction
 * @param parameters at most five
 */
public record GlobalFunction(int entry, List<Parameter> parameters) {
  /** What a caller passes. */
  public enum Parameter {
    /** Any number. */
    NUMBER,
    /** The program's own context, unchanged. */
    CONTEXT
  }

  /** At most five parameters fit into registers. */
  public GlobalFunction {
    parameters = List.copyOf(parameters);
    if (parameters.size() > 5) {
      throw new IllegalArgumentException("more than five parameters");
    }
  }
}
