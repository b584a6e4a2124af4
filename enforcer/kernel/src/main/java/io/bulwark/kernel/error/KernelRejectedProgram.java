package io.bulwark.kernel.error;

import io.bulwark.kernel.log.VerifierLog;
import java.util.OptionalInt;

/** The verifier refused a program. The message is one line; {@link #log()} is all of it. */
public final class KernelRejectedProgram extends KernelException {
  private static final long serialVersionUID = 1L;
  private final String program;
  private final transient Errno errno;
  private final transient VerifierLog log;

  /** {@code place} is empty or says where in the policy, such as {@code policy.yaml:7:5}. */
  public KernelRejectedProgram(String program, Errno errno, VerifierLog log, String place) {
    super(sentence(program, errno, log, place), null);
    this.program = program;
    this.errno = errno;
    this.log = log;
  }

  private static String sentence(String program, Errno errno, VerifierLog log, String place) {
    StringBuilder text = new StringBuilder("kernel rejected program `" + program + "`");
    if (!place.isEmpty()) {
      text.append(" at ").append(place);
    }
    OptionalInt instruction = log.instruction();
    if (instruction.isPresent()) {
      text.append(", instruction ").append(instruction.getAsInt());
    }
    return text.append(": ")
        .append(log.summary())
        .append(" (")
        .append(errno.symbol())
        .append(')')
        .toString();
  }

  /** The program's name. */
  public String program() {
    return program;
  }

  /** Usually EACCES or EINVAL; E2BIG for a program too complex. */
  public Errno errno() {
    return errno;
  }

  /** The verifier's full log. */
  public VerifierLog log() {
    return log;
  }

  /** The index of the instruction it stopped at, in slots, where the log tells. */
  public OptionalInt instruction() {
    return log.instruction();
  }
}
