package io.bulwark.vm.verify.finding;

import io.bulwark.bpf.isa.SourceLine;
import org.jspecify.annotations.Nullable;

/**
 * One reason why a program is refused.
 *
 * @param index of the instruction, counted from 0
 * @param source the policy line it implements, if known
 * @param message what is wrong there, with the values that say so
 * @param hint what usually helps
 */
public record Finding(
    FindingKind kind, int index, @Nullable SourceLine source, String message, String hint) {
  /** {@code policy.yaml:3:9: instruction 12: message (hint)}. */
  @Override
  public String toString() {
    String place = source == null ? "" : source.place() + ": ";
    return place + "instruction " + index + ": " + message + " (" + hint + ")";
  }
}
