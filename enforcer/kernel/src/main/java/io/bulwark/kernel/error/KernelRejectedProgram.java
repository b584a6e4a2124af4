package io.bulwark.kernel.error;

import io.bulwark.bpf.isa.SourceLine;
import io.bulwark.kernel.log.LineTable;
import io.bulwark.kernel.log.VerifierLog;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** The verifier refused a program. The message is one line; {@link #log()} is all of it. */
public final class KernelRejectedProgram extends KernelException {
  private static final long serialVersionUID = 1L;
  private final String program;
  private final transient Errno errno;
  private final transient VerifierLog log;
  private final transient @Nullable SourceLine source;

  /** {@code lines} tells where in the policy the refused instruction comes from. */
  public KernelRejectedProgram(String program, Errno errno, VerifierLog log, LineTable lines) {
    this(program, errno, log, source(log, lines));
  }

  private KernelRejectedProgram(
      String program, Errno errno, VerifierLog log, @Nullable SourceLine source) {
    super(sentence(program, errno, log, source == null ? "" : source.place()), null);
    this.program = program;
    this.errno = errno;
    this.log = log;
    this.source = source;
  }

  private static @Nullable SourceLine source(VerifierLog log, LineTable lines) {
    OptionalInt instruction = log.instruction();
    return instruction.isPresent() ? lines.at(instruction.getAsInt()) : null;
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

  /** The policy line that the refused instruction comes from; null where nobody knows. */
  public @Nullable SourceLine source() {
    return source;
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
