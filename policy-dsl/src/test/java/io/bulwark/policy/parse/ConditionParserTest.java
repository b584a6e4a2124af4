package io.bulwark.policy.parse;

import static org.assertj.core.api.Assertions.assertThat;

import io.bulwark.fixtures.Seeds;
import io.bulwark.policy.diag.Code;
import io.bulwark.policy.diag.Diagnostic;
import io.bulwark.policy.diag.Diagnostics;
import io.bulwark.policy.syntax.Condition;
import io.bulwark.policy.syntax.Rhs;
import io.bulwark.policy.text.SourceText;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConditionParserTest {
  private static List<Diagnostic> problems(String text) {
    Diagnostics found = new Diagnostics();
    ConditionParser.parse(SourceText.of(text, "test"), found, Optional.empty());
    return found.sorted();
  }

  private static Rhs right(String text) {
    Diagnostics found = new Diagnostics();
    Condition tree = ConditionParser.parse(SourceText.of(text, "test"), found, Optional.empty());
    assertThat(found.hasErrors()).isFalse();
    return ((Condition.Test) tree).right();
  }

  private static String literal(String text) {
    return ((Rhs.Literal) right(text)).value().text();
  }

  private static String nested(int parentheses) {
    return "(".repeat(parentheses) + "m" + ")".repeat(parentheses);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "m",
        "a.b=1 or(c.d=2)",
        "not(m) and not not m",
        "a.b in ()",
        "a.b =oneof",
        "a.b = oneof or m",
        "a.b contains allof (x, 'y z')",
        "a.b[x] exists",
        "a.b in name",
        "len(a.b)>=0x1F",
        "getopt(a.b, 'x:')[x]=1",
        "a.b = val( c.d )",
        "join('-', ()) = x"
      })
  void accepts(String text) {
    assertThat(problems(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "m and",
        "a.b contains'x'",
        "a.b in (x,)",
        "a.b = \"x\\q\"",
        "a.b = 'x\\\"'",
        "a.b = \"x",
        "a.b = \"x\\\\\"",
        "a.b < x",
        "a.b[ x] = 1",
        "a.b in (val(c.d))",
        "m) or m",
        "m orm"
      })
  void rejects(String text) {
    assertThat(problems(text)).isNotEmpty();
  }

  @Test
  void gluedParenthesisEndsTheOperandAndTheHintSaysSo() {
    assertThat(problems("a.b=1 or(b.c=2) and c.d=3"))
        .singleElement()
        .satisfies(d -> assertThat(d.hint()).hasValueSatisfying(h -> h.contains("blank")));
    assertThat(problems("a.b=1 or (b.c=2) and c.d=3")).isEmpty();
  }

  @Test
  void goesOnAfterAnError() {
    assertThat(problems("a.b ? 1 and c.d ? 2 or m")).hasSize(2);
  }

  @Test
  void resolvesEscapes() {
    assertThat(literal("a.b = \"x\\ty\"")).isEqualTo("x\ty");
    assertThat(literal("a.b = \"\\ \"")).isEqualTo("\\");
    assertThat(((Rhs.Literal) right("a.b = '\\xc3\u00e9'")).value().bytes())
        .containsExactly(0xc3, 0xc3, 0xa9);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a.b=1 or(b.c=2) and c.d=3",
        "m or(m)and m",
        "(m or(m) and m)",
        "not (m or m or(m and m) and m) or m"
      })
  void parenthesisThatEndsAnOperandGetsItsHint(String text) {
    assertThat(problems(text)).hasSize(1);
    assertThat(problems(text).getFirst().hint())
        .hasValueSatisfying(hint -> assertThat(hint).startsWith("put a blank before `(`"));
  }

  @Test
  void tellsOfTheOldEscapeOnceForEachText() {
    List<Diagnostic> found = problems("a.b = \"x\\ y\\ z\" and a.b in ('\\\\ ', 'a\\ b')");
    assertThat(found)
        .extracting(Diagnostic::code)
        .containsExactly(Code.QUIRK_OLD_ESCAPE, Code.QUIRK_OLD_ESCAPE);
    assertThat(found).extracting(d -> d.span().column()).containsExactly(9, 38);
  }

  @Test
  void modifierWithoutListIsText() {
    assertThat(literal("a.b = oneof")).isEqualTo("oneof");
    assertThat(right("a.b = oneof (x)")).isInstanceOf(Rhs.ListOf.class);
  }

  @Test
  void refusesNestingAtTheLimitAndNotBefore() {
    int most = (ConditionParser.MAX_DEPTH - 5) / 5;
    assertThat(problems(nested(most))).isEmpty();
    assertThat(problems(nested(most + 1)))
        .extracting(Diagnostic::code)
        .containsExactly(Code.TOO_DEEP);
    assertThat(problems(nested(1_000_000)))
        .extracting(Diagnostic::code)
        .containsExactly(Code.TOO_DEEP);
  }

  @Test
  void takesTimeInProportionToTheLength() {
    String large = "a.b in (" + "x,".repeat(4_000_000) + "x) and c.d = '" + "y".repeat(2_000_000);
    Assertions.assertThatCode(() -> assertThat(problems(large)).isNotEmpty())
        .doesNotThrowAnyException();
    org.junit.jupiter.api.Assertions.assertTimeout(
        Duration.ofSeconds(20), () -> problems("m and ".repeat(1_700_000) + "m"));
  }

  @Test
  void survivesMutatedConditions() {
    RandomGenerator random = Seeds.generator(Seeds.seed("conditions", 7));
    String base = "not (a.b in (x, \"y\\n\") or len(c.d) >= 3) and e.f[k] = oneof (z) and m";
    String alphabet = "()[]\"'\\=,<>! .\0\u00e9orandnotinx0";
    for (int round = 0; round < 20_000; round++) {
      StringBuilder text = new StringBuilder(base);
      for (int edit = random.nextInt(1, 5); edit > 0; edit--) {
        int at = random.nextInt(text.length());
        char c = alphabet.charAt(random.nextInt(alphabet.length()));
        if (random.nextBoolean()) {
          text.setCharAt(at, c);
        } else {
          text.insert(at, c);
        }
      }
      assertThat(problems(text.toString())).as(text.toString()).hasSizeLessThan(50);
    }
  }
}
