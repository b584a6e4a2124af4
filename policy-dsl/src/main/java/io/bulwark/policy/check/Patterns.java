package io.bulwark.policy.check;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.bulwark.event.value.ByteSlice;
import io.bulwark.policy.diag.Code;
import io.bulwark.policy.syntax.Rhs.Value;

/** Refuses regular expressions that a matcher could not compile, or only at a great cost. */
final class Patterns {
  /** Characters of a pattern. */
  static final int MAX_LENGTH = 4_000;

  private Patterns() {}

  static void check(Value value) throws CheckFault {
    String pattern = ByteSlice.of(value.bytes()).toString();
    if (pattern.length() > MAX_LENGTH) {
      throw fault(value, "the regular expression has more than " + MAX_LENGTH + " characters");
    }
    if (PatternSize.of(pattern) > PatternSize.MAX) {
      throw fault(
          value,
          "the regular expression stands for more than "
              + PatternSize.MAX
              + " steps once its repetitions are written out, or is nested too deeply");
    }
    try {
      Pattern.compile(pattern);
    } catch (PatternSyntaxException e) {
      throw fault(
          value,
          "invalid regular expression: " + e.getDescription() + ": `" + e.getPattern() + "`");
    }
  }

  private static CheckFault fault(Value value, String message) {
    return new CheckFault(Code.BAD_PATTERN, message, value.span(), Code.BAD_PATTERN.fix());
  }
}
