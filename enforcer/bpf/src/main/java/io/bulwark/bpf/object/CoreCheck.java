package io.bulwark.bpf.object;

import io.bulwark.bpf.btf.Btf;
import io.bulwark.bpf.isa.Statement;
import java.util.Optional;

/** CO-RE relocations that a loader would refuse or, worse, pass over. */
final class CoreCheck {
  private CoreCheck() {}

  /** What is wrong with the statement's relocation, if it has one. */
  static Optional<String> problem(Btf types, Statement statement) {
    return Optional.empty();
  }
}
