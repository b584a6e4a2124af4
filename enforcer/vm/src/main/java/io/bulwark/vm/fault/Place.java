package io.bulwark.vm.fault;

import io.bulwark.bpf.isa.SourceLine;
import org.jspecify.annotations.Nullable;

/**
 * An instruction of a linked program.
 *
 * @param function the function it belongs to
 * @param instruction index in the linked program's code, from 0; -1 if unknown
 * @param source the policy line it implements; null where the code carries none
 */
public record Place(String function, int instruction, @Nullable SourceLine source) {
  /** {@code policy.yaml:3:9 (instruction 12 of `main`)}. */
  @Override
  public String toString() {
    String code = "instruction %d of `%s`".formatted(instruction, function);
    return source == null ? code : source.place() + " (" + code + ")";
  }
}
