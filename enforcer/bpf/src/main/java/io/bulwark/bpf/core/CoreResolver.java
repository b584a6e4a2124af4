package io.bulwark.bpf.core;

import io.bulwark.bpf.btf.Btf;
import io.bulwark.bpf.btf.BtfFormatException;
import io.bulwark.bpf.btf.BtfType;
import io.bulwark.bpf.core.Resolution.Failure;
import io.bulwark.bpf.core.Resolution.Problem;
import io.bulwark.bpf.core.Resolution.Value;
import io.bulwark.bpf.core.Resolution.Width;
import io.bulwark.bpf.core.Target.Candidate;
import io.bulwark.bpf.isa.CoreKind;
import io.bulwark.bpf.isa.CoreRelocation;
import java.util.Optional;

/** Binds the relocations of one object to one target. */
public final class CoreResolver {
  private final Btf local;
  private final Target target;

  /**
   * @param local the object's own types
   * @param target what it shall run on
   */
  public CoreResolver(Btf local, Target target) {
    this.local = local;
    this.target = target;
  }

  /** What {@code relocation} comes to; never an exception, whatever the tables hold. */
  public Resolution resolve(CoreRelocation relocation) {
    try {
      int root = relocation.rootType();
      if (root <= 0 || root >= local.size()) {
        return new Failure(Problem.INVALID, "the object has no type " + root);
      }
      if (relocation.kind() == CoreKind.TYPE_ID_LOCAL) {
        question(relocation);
        return new Value(root, root, false, Width.NONE);
      }
      return resolve(question(relocation));
    } catch (CoreException e) {
      return e.failure();
    } catch (BtfFormatException e) {
      return new Failure(Problem.DAMAGED, String.valueOf(e.getMessage()));
    }
  }

  /** {@code relocation} in words: {@code struct task_struct.pid}. */
  public String describe(CoreRelocation relocation) {
    return Wording.of(local, relocation);
  }

  private Question question(CoreRelocation relocation) {
    CoreKind kind = relocation.kind();
    int root = relocation.rootType();
    String access = relocation.access();
    if (kind.isField()) {
      return new FieldQuestion(kind, local.type(root), AccessPath.parse(local, root, access));
    }
    if (kind.isEnumValue()) {
      return EnumeratorQuestion.of(kind, local, root, access);
    }
    if (!access.equals("0")) {
      throw new CoreException(
          Problem.INVALID, "access string `" + access + "` of a relocation about a type");
    }
    return new TypeQuestion(kind, local, root);
  }

  private Resolution resolve(Question question) {
    BtfType root = question.root();
    if (root.name().isEmpty()) {
      throw new CoreException(Problem.UNSUPPORTED, "a type without a name has no candidates");
    }
    Question.Answer first = null;
    int firstId = 0;
    for (Candidate candidate : target.candidates(root)) {
      Optional<Question.Answer> answer = question.ask(candidate);
      if (answer.isEmpty()) {
        continue;
      }
      if (first == null) {
        first = answer.get();
        firstId = candidate.id();
      } else if (!agree(first, answer.get())) {
        throw new CoreException(
            Problem.AMBIGUOUS,
            "types %d and %d of the target both fit: %d or %d"
                .formatted(
                    firstId,
                    candidate.id(),
                    first.value().target(),
                    answer.get().value().target()));
      }
    }
    return first == null ? question.withoutCandidate() : first.value();
  }

  private static boolean agree(Question.Answer a, Question.Answer b) {
    return a.bitOffset() == b.bitOffset() && a.value().target() == b.value().target();
  }
}
