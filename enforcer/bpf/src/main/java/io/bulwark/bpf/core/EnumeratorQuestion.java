package io.bulwark.bpf.core;

import io.bulwark.bpf.btf.Btf;
import io.bulwark.bpf.btf.BtfType;
import io.bulwark.bpf.btf.EssentialName;
import io.bulwark.bpf.core.Resolution.Value;
import io.bulwark.bpf.core.Resolution.Width;
import io.bulwark.bpf.core.Target.Candidate;
import io.bulwark.bpf.isa.CoreKind;
import java.util.List;
import java.util.Optional;

/** Kinds 10 and 11: existence and value of an enumerator, found by its essential name. */
record EnumeratorQuestion(CoreKind kind, BtfType root, BtfType.Enumeration type, int index)
    implements Question {

  /** The question about enumerator {@code access} of type {@code id}. */
  static EnumeratorQuestion of(CoreKind kind, Btf local, int id, String access) {
    List<Integer> indexes = AccessPath.indexes(access);
    if (!(local.type(local.resolve(id)) instanceof BtfType.Enumeration type)) {
      throw new CoreException(Resolution.Problem.INVALID, "type " + id + " is no enumeration");
    }
    int index = indexes.getFirst();
    if (indexes.size() > 1 || index >= type.values().size()) {
      throw new CoreException(
          Resolution.Problem.INVALID,
          "`%s` is none of %d enumerators".formatted(access, type.values().size()));
    }
    return new EnumeratorQuestion(kind, local.type(id), type, index);
  }

  @Override
  public Optional<Answer> ask(Candidate candidate) {
    Btf btf = candidate.btf();
    if (!(btf.type(btf.resolve(candidate.id())) instanceof BtfType.Enumeration found)) {
      return Optional.empty();
    }
    String name = EssentialName.of(type.values().get(index).name());
    return found.values().stream()
        .filter(v -> EssentialName.of(v.name()).equals(name))
        .findFirst()
        .map(v -> new Answer(0, value(number(found, v))));
  }

  private Value value(long there) {
    long here = number(type, type.values().get(index));
    return kind == CoreKind.ENUM_VALUE
        ? new Value(here, there, true, Width.NONE)
        : new Value(1, 1, true, Width.NONE);
  }

  /** Loaders read 32-bit enumerators as signed numbers, whatever the enumeration says. */
  private static long number(BtfType.Enumeration type, BtfType.Enumerator enumerator) {
    return type instanceof BtfType.Enum ? (int) enumerator.value() : enumerator.value();
  }

  @Override
  public Resolution withoutCandidate() {
    return kind == CoreKind.ENUM_VALUE
        ? new Resolution.Poison("the target has no such enumerator")
        : new Value(1, 0, true, Width.NONE);
  }
}
