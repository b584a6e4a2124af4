package io.bulwark.rules.match;

import com.google.re2j.Pattern;
import java.nio.charset.StandardCharsets;

/** A regular expression that must match the whole text, made valid UTF-8 first. */
final class RegexPredicate implements TextPredicate {
  private final Pattern pattern;

  RegexPredicate(String regex) {
    pattern = Pattern.compile(regex);
  }

  @Override
  public boolean test(byte[] bytes, int offset, int length) {
    return pattern.matches(new String(bytes, offset, length, StandardCharsets.UTF_8));
  }
}
