package io.bulwark.policy.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.re2j.Pattern;
import io.bulwark.policy.diag.Span;
import io.bulwark.policy.syntax.Rhs.Value;
import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PatternsTest {
  private static void check(String pattern) throws CheckFault {
    Patterns.check(new Value(pattern, Value.Style.QUOTED, Span.ofFile("t")));
  }

  @Test
  void takesPatternsUpToTheLimits() {
    assertThatCode(() -> check("a".repeat(Patterns.MAX_LENGTH))).doesNotThrowAnyException();
    assertThatThrownBy(() -> check("a".repeat(Patterns.MAX_LENGTH + 1)))
        .isInstanceOf(CheckFault.class)
        .hasMessageContaining("4000 characters");
    assertThatCode(() -> check("(".repeat(500) + "a" + ")".repeat(500))).doesNotThrowAnyException();
    assertThatThrownBy(() -> check("(".repeat(501) + "a" + ")".repeat(501)))
        .isInstanceOf(CheckFault.class)
        .hasMessageContaining("nested too deeply");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "((a{100}){100}){100}",
        "((((a{30}){30}){30}){30}){30}",
        "(a{1000}b{1000}c{1000}){10}",
        "((([a-z]{99,}){99}){99}){0,99}",
        "(x+x+){1000}(y{1000}){9}(z{1000}){9}"
      })
  void refusesBombsAtOnce(String pattern) {
    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(1),
        () ->
            assertThatThrownBy(() -> check(pattern))
                .isInstanceOf(CheckFault.class)
                .hasMessageContaining("steps"));
  }

  /** The estimate is no lower than what compiling makes, or bombs would get through. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "a*b+c?",
        "(?:ab|cd){7,11}",
        "[]a]{5}[^]b]{6}",
        "\\.{20}\\x{41}{3}",
        "((ab){3}c|d+){40}",
        "x{3,}y{0,9}",
        "a{b}c{,3}",
        ".*(foo|ba[rz])[[:alpha:]]{12}$"
      })
  void estimatesAreNotTooLow(String pattern) {
    int real = Pattern.compile(pattern).programSize();
    assertThat(PatternSize.of(pattern)).isBetween((real - 3) / 2L, 20L * real);
  }
}
