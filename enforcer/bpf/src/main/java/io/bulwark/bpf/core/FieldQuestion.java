package io.bulwark.bpf.core;

import io.bulwark.bpf.btf.BtfType;
import io.bulwark.bpf.core.Resolution.Value;
import io.bulwark.bpf.core.Resolution.Width;
import io.bulwark.bpf.core.Target.Candidate;
import io.bulwark.bpf.isa.CoreKind;
import java.util.Optional;

/** Kinds 0 to 5: the place, size, sign and existence of a field. */
record FieldQuestion(CoreKind kind, BtfType root, AccessPath path) implements Question {

  @Override
  public Optional<Answer> ask(Candidate candidate) {
    return PathMatcher.match(path, candidate.btf(), candidate.id())
        .map(found -> new Answer(found.bitOffset(), value(found)));
  }

  private Value value(AccessPath found) {
    if (kind == CoreKind.FIELD_EXISTS) {
      return new Value(1, 1, true, Width.NONE);
    }
    FieldNumbers here = FieldNumbers.of(kind, path);
    FieldNumbers there = FieldNumbers.of(kind, found);
    var width = new Width(here.width(), there.width(), here.adaptableTo(there));
    return new Value(here.value(), there.value(), here.checked(), width);
  }

  @Override
  public Resolution withoutCandidate() {
    if (kind == CoreKind.FIELD_EXISTS) {
      return new Value(1, 0, true, Width.NONE);
    }
    // A relocation that makes no sense locally is an error, also when the target lacks the field.
    FieldNumbers.of(kind, path);
    return new Resolution.Poison("the target has no such field");
  }
}
