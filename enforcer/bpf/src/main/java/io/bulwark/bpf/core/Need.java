package io.bulwark.bpf.core;

import io.bulwark.bpf.isa.CoreKind;
import io.bulwark.bpf.isa.CoreRelocation;
import io.bulwark.bpf.isa.SourceLine;
import org.jspecify.annotations.Nullable;

/**
 * What an instruction needs of the target, and whether it gets it.
 *
 * @param index of the instruction in its code
 * @param subject what is needed, in words: {@code struct file.f_flags}
 * @param source the policy line that needs it; null where the code does not say
 */
public record Need(
    int index,
    CoreRelocation relocation,
    String subject,
    @Nullable SourceLine source,
    Resolution resolution) {

  /** In one word. */
  public enum Outcome {
    /** There is a number. */
    RESOLVED,
    /** It is not there; the program may run as long as it does not get here. */
    POISON,
    /** Several types fit and do not agree. */
    AMBIGUOUS,
    /** Anything else that loading must stop for. */
    BROKEN
  }

  /** How it ended. */
  public Outcome outcome() {
    return switch (resolution) {
      case Resolution.Value _ -> Outcome.RESOLVED;
      case Resolution.Poison _ -> Outcome.POISON;
      case Resolution.Failure(Resolution.Problem problem, _) ->
          problem == Resolution.Problem.AMBIGUOUS ? Outcome.AMBIGUOUS : Outcome.BROKEN;
    };
  }

  /**
   * A line for people, e.g. {@code struct file.f_flags: the target has no such field, needed by
   * policy.yaml:12:5}.
   */
  public String text() {
    String result =
        switch (resolution) {
          case Resolution.Value v -> asked() + v.target();
          case Resolution.Poison(String reason) -> reason;
          case Resolution.Failure(_, String message) -> message;
        };
    String needed = source == null ? "instruction " + index : source.place();
    return subject + ": " + result + ", needed by " + needed;
  }

  private String asked() {
    CoreKind kind = relocation.kind();
    return switch (kind) {
      case FIELD_BYTE_OFFSET -> "offset ";
      case FIELD_BYTE_SIZE, TYPE_SIZE -> "size ";
      case FIELD_EXISTS, TYPE_EXISTS, ENUM_VALUE_EXISTS -> "exists ";
      case FIELD_SIGNED -> "signed ";
      case FIELD_LSHIFT_U64 -> "left shift ";
      case FIELD_RSHIFT_U64 -> "right shift ";
      case TYPE_ID_LOCAL, TYPE_ID_TARGET -> "id ";
      case ENUM_VALUE -> "value ";
      case TYPE_MATCHES -> "matches ";
    };
  }
}
