package io.bulwark.bpf.core;

import io.bulwark.bpf.btf.Btf;
import io.bulwark.bpf.btf.BtfType;
import io.bulwark.bpf.core.Resolution.Value;
import io.bulwark.bpf.core.Resolution.Width;
import io.bulwark.bpf.core.Target.Candidate;
import io.bulwark.bpf.isa.CoreKind;
import java.util.Optional;

/** Kinds 7 to 9 and 12: id, existence, size and shape of a type. */
record TypeQuestion(CoreKind kind, Btf local, int id) implements Question {

  @Override
  public BtfType root() {
    return local.type(id);
  }

  @Override
  public Optional<Answer> ask(Candidate candidate) {
    TypeComparison comparison =
        kind == CoreKind.TYPE_MATCHES
            ? new TypesMatch(local, candidate.btf())
            : new TypesExist(local, candidate.btf());
    return comparison.same(id, candidate.id(), false, 0)
        ? Optional.of(new Answer(0, value(candidate.btf(), candidate.id())))
        : Optional.empty();
  }

  private Value value(Btf btf, int found) {
    // Ids change when objects are linked, so the placeholder says nothing.
    boolean checked = kind != CoreKind.TYPE_ID_TARGET;
    return new Value(number(local, id), number(btf, found), checked, Width.NONE);
  }

  private long number(Btf btf, int type) {
    return switch (kind) {
      case TYPE_ID_TARGET -> type;
      case TYPE_EXISTS, TYPE_MATCHES -> 1;
      case TYPE_SIZE ->
          btf.sizeOf(type)
              .orElseThrow(() ->
                  new CoreException(Resolution.Problem.INVALID, "type " + type + " has no size"));
      default -> throw new IllegalArgumentException(kind + " is not about a type");
    };
  }

  @Override
  public Resolution withoutCandidate() {
    return new Value(number(local, id), 0, kind != CoreKind.TYPE_ID_TARGET, Width.NONE);
  }
}
