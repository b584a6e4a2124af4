package io.bulwark.vm.verify.rules;

import io.bulwark.bpf.isa.Code;
import java.util.List;

/**
 * A program to verify.
 *
 * @param code all its functions in one piece, the program first; calls are resolved, maps may be
 *     named by symbol or by descriptor
 * @param globals those of its functions that have global linkage
 */
public record Candidate(
    Code code, ProgramRules rules, Bindings bindings, List<GlobalFunction> globals) {
  public Candidate {
    globals = List.copyOf(globals);
  }

  /** A program whose functions are all static. */
  public static Candidate of(Code code, ProgramRules rules, Bindings bindings) {
    return new Candidate(code, rules, bindings, List.of());
  }
}
