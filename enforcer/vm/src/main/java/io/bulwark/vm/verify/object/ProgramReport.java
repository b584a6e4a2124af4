package io.bulwark.vm.verify.object;

import io.bulwark.bpf.core.Need;
import io.bulwark.bpf.object.Function;
import io.bulwark.vm.verify.Verdict;
import java.util.List;

/** What came of one program of an object. */
public sealed interface ProgramReport {
  /** The program. */
  Function program();

  /** Followed on all paths. */
  record Verified(Function program, Verdict verdict) implements ProgramReport {}

  /** A loader would stop before the kernel sees the program: CO-RE relocations cannot be bound. */
  record NotBound(Function program, List<Need> needs) implements ProgramReport {
    public NotBound {
      needs = List.copyOf(needs);
    }
  }

  /** Nothing can be said; {@code why} is a sentence. */
  record NotHandled(Function program, String why) implements ProgramReport {}

  /** Whether all paths are known to be fine. */
  default boolean isAccepted() {
    return this instanceof Verified(_, Verdict.Accepted _);
  }
}
