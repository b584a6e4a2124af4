package io.bulwark.kernel.load;

import io.bulwark.kernel.error.Errno;
import io.bulwark.kernel.error.KernelCallFailed;
import io.bulwark.kernel.error.KernelException;
import io.bulwark.kernel.error.KernelRejectedProgram;
import io.bulwark.kernel.error.PermissionDenied;
import io.bulwark.kernel.log.LineTable;
import io.bulwark.kernel.log.VerifierLog;

/** What the kernel did with a program. */
public sealed interface LoadOutcome {
  /** Accepted; the caller owns {@code program}. The log is empty unless one was asked for. */
  record Loaded(KernelProgram program, VerifierLog log) implements LoadOutcome {}

  /** Refused. */
  record Rejected(Errno errno, VerifierLog log) implements LoadOutcome {
    /** The refusal as the exception that fits it best. */
    public KernelException failure(String program) {
      return failure(program, LineTable.NONE);
    }

    /** The same with the policy's lines. */
    public KernelException failure(String program, LineTable lines) {
      if (!log.lines().isEmpty()) {
        return new KernelRejectedProgram(program, errno, log, lines);
      }
      if (errno.isPermission()) {
        return new PermissionDenied("load program `" + program + "`", errno, PermissionHint.LOAD);
      }
      return new KernelCallFailed(
          "load program `" + program + "`",
          errno,
          "the kernel gave no reason; a program type, attach type or flag is probably unknown to it");
    }

    /** Whether the verifier looked at the program, rather than the system at the caller. */
    public boolean byVerifier() {
      return !log.lines().isEmpty();
    }
  }
}
