package io.bulwark.kernel.probe;

import io.bulwark.kernel.error.Errno;
import io.bulwark.kernel.error.KernelCallFailed;
import io.bulwark.kernel.error.KernelException;
import io.bulwark.kernel.error.KernelRejectedProgram;
import io.bulwark.kernel.error.KernelUnavailable;
import io.bulwark.kernel.error.ObjectRefused;
import io.bulwark.kernel.error.PermissionDenied;
import io.bulwark.kernel.error.ResourceClosed;
import io.bulwark.kernel.error.RingCorrupted;
import io.bulwark.kernel.error.UnsupportedFeature;
import io.bulwark.kernel.load.LoadOutcome;
import java.util.function.Supplier;

/** Failures read as answers to "do you have this?". */
final class Answers {
  private Answers() {}

  /** A refused load. {@code since} is the first release with the feature. */
  static Outcome of(LoadOutcome.Rejected rejected, String since) {
    if (rejected.byVerifier()) {
      return new Outcome.Refused(rejected.errno(), rejected.log().summary());
    }
    return of(rejected.errno(), since, "the kernel gave no reason");
  }

  /** Without a word from the verifier, EINVAL and the like mean "never heard of it". */
  static Outcome of(Errno errno, String since, String sentence) {
    return switch (errno.number()) {
      case 22, 38, 95, 524 -> new Outcome.Absent(since);
      default -> new Outcome.Refused(errno, errno.isPermission() ? "not permitted" : sentence);
    };
  }

  /** What a failure says about the feature that was being used. */
  static Outcome of(KernelException failure, String since) {
    String sentence = String.valueOf(failure.getMessage());
    return switch (failure) {
      case PermissionDenied denied -> of(denied.errno(), since, sentence);
      case KernelCallFailed failed -> of(failed.errno(), since, sentence);
      case KernelRejectedProgram rejected ->
          new Outcome.Refused(rejected.errno(), rejected.log().summary());
      case UnsupportedFeature unsupported -> new Outcome.Absent(unsupported.minimumVersion());
      case ObjectRefused _, KernelUnavailable _, ResourceClosed _, RingCorrupted _ ->
          new Outcome.NotTried(sentence);
    };
  }

  /** The outcome of {@code step}, whose failure is an answer, too. */
  static Outcome of(Supplier<Outcome> step, String since) {
    try {
      return step.get();
    } catch (KernelException e) {
      return of(e, since);
    }
  }
}
