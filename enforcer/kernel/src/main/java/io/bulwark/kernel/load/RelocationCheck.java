package io.bulwark.kernel.load;

import io.bulwark.bpf.btf.Btf;
import io.bulwark.bpf.btf.BtfFormatException;
import io.bulwark.bpf.core.CoreResolver;
import io.bulwark.bpf.core.Need;
import io.bulwark.bpf.core.Relocated;
import io.bulwark.bpf.core.Relocator;
import io.bulwark.bpf.core.Target;
import io.bulwark.bpf.isa.Code;
import io.bulwark.bpf.object.BpfObject;
import io.bulwark.bpf.object.Function;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;

/**
 * Compares what libbpf made of the CO-RE relocations with what we make of them.
 *
 * <p>An object whose {@code .BTF.ext} a loader passes over runs with the numbers of its own types
 * and reads the wrong fields, without a word from anybody. Two independent computations that agree
 * are the proof that this did not happen.
 */
final class RelocationCheck {
  private final Relocator relocator;

  private RelocationCheck(BpfObject object, Btf kernel) {
    relocator = new Relocator(new CoreResolver(object.types(), Target.of(kernel)));
  }

  /** A check against the running kernel's types; empty if it shows none. */
  static Optional<RelocationCheck> ofRunningKernel(BpfObject object) {
    try {
      return Optional.of(new RelocationCheck(object, Btf.file(Btf.VMLINUX)));
    } catch (IOException | BtfFormatException e) {
      return Optional.empty();
    }
  }

  /** A check against given types. */
  static RelocationCheck of(BpfObject object, Btf kernel) {
    return new RelocationCheck(object, kernel);
  }

  /** Whether an object has anything to compare. */
  static boolean isNeeded(BpfObject object) {
    return object.programs().stream()
        .flatMap(program -> program.code().statements().stream())
        .anyMatch(statement -> statement.metadata().core() != null);
  }

  /**
   * A sentence about the first instruction of {@code program} that differs.
   *
   * <p>Only numbers that we know are compared: what is missing here may be in a module's types, and
   * a poisoned instruction is the verifier's to refuse. Subprograms, which libbpf puts behind the
   * program, go through the same computation and are not looked at again.
   *
   * @param instructions as libbpf gave them to the kernel
   */
  Optional<String> difference(Function program, byte[] instructions) {
    Code code = program.code();
    Relocated ours = relocator.relocate(code);
    byte[] wanted = ours.code().encode();
    for (Need need : ours.needs()) {
      int from = 8 * code.slotOf(need.index());
      int to = 8 * code.slotOf(need.index() + 1);
      if (need.outcome() == Need.Outcome.RESOLVED
          && (to > instructions.length
              || !Arrays.equals(wanted, from, to, instructions, from, to))) {
        return Optional.of(
            "libbpf and Bulwark disagree about instruction %d of `%s`: %s"
                .formatted(need.index(), program.name(), need.text()));
      }
    }
    return Optional.empty();
  }
}
