package io.bulwark.bpf.core;

import io.bulwark.bpf.btf.Btf;
import io.bulwark.bpf.btf.BtfKind;
import io.bulwark.bpf.btf.BtfType;
import io.bulwark.bpf.btf.EssentialName;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The types that relocations are bound to: those of the kernel (or of a recorded trace), then those
 * of its modules, which are asked only for what the kernel itself does not have.
 */
public record Target(List<Btf> tables) {
  public Target {
    tables = List.copyOf(tables);
    if (tables.isEmpty()) {
      throw new IllegalArgumentException("no types to bind to");
    }
  }

  /** One table. */
  public static Target of(Btf btf) {
    return new Target(List.of(btf));
  }

  /** A type that may be meant. */
  record Candidate(Btf btf, int id) {}

  /** All types of the kind and essential name of {@code local}, which has a name. */
  List<Candidate> candidates(BtfType local) {
    String name = EssentialName.of(local.name());
    List<Candidate> kernel = candidates(tables.getFirst(), local, name);
    if (!kernel.isEmpty()) {
      return kernel;
    }
    return tables.stream()
        .skip(1)
        .flatMap(module -> candidates(module, local, name).stream())
        .toList();
  }

  private static List<Candidate> candidates(Btf btf, BtfType local, String name) {
    IntStream ids =
        local instanceof BtfType.Enumeration
            ? IntStream.concat(
                Arrays.stream(btf.candidates(BtfKind.ENUM, name)),
                Arrays.stream(btf.candidates(BtfKind.ENUM64, name)))
            : Arrays.stream(btf.candidates(local.kind(), name));
    // What a split table answers for its base has been asked of the base.
    return ids.filter(id -> id >= btf.firstId())
        .sorted()
        .mapToObj(id -> new Candidate(btf, id))
        .toList();
  }
}
