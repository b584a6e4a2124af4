package io.bulwark.bpf.core;

import io.bulwark.bpf.isa.Code;
import java.util.List;

/**
 * Code bound to a target.
 *
 * @param code with the target's numbers, its relocations taken off; where {@code needs} has
 *     anything else than a number, the instruction is a call to {@link Relocator#POISON_FUNCTION}
 * @param needs one for every relocation, in the order of the code
 */
public record Relocated(Code code, List<Need> needs) {
  public Relocated {
    needs = List.copyOf(needs);
  }

  /** What loaders would stop for, rather than poison an instruction; empty if nothing. */
  public List<Need> failures() {
    return needs.stream().filter(n -> n.resolution() instanceof Resolution.Failure).toList();
  }

  /** What the target does not have. */
  public List<Need> missing() {
    return needs.stream().filter(n -> n.resolution() instanceof Resolution.Poison).toList();
  }
}
