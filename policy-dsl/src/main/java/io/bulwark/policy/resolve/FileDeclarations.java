package io.bulwark.policy.resolve;

import io.bulwark.policy.load.Declaration;
import java.util.List;

/** The declarations of one file, in order. */
public record FileDeclarations(List<Declaration> declarations) {
  public FileDeclarations {
    declarations = List.copyOf(declarations);
  }
}
