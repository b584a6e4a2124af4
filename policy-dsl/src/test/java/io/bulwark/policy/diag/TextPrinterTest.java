package io.bulwark.policy.diag;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TextPrinterTest {
  private static Diagnostic at(Span span, String message) {
    return new Diagnostic(
        Code.UNKNOWN_FIELD,
        Severity.ERROR,
        span,
        message,
        Optional.of("look it up"),
        List.of(new Diagnostic.Note(new Span("b.yaml", 2, 3, 2, 4), "defined here")),
        Optional.of(new Diagnostic.Item("rule", "R")));
  }

  private static String print(List<String> lines, Span span) {
    return new TextPrinter(Map.of("a.yaml", lines), false).print(List.of(at(span, "bad")));
  }

  @Test
  void showsThreeLinesWithCaretsHintAndNote() {
    assertThat(print(List.of("one", "two bad", "three", "four"), new Span("a.yaml", 2, 5, 2, 8)))
        .isEqualTo(
            """
            a.yaml:2:5: error[E301]: rule `R`: bad
            1 | one
            2 | two bad
              |     ^^^
            3 | three
              = hint: look it up
              = note: b.yaml:2:3: defined here
            """);
  }

  @Test
  void countsCellsOfTabsAndWideCharacters() {
    assertThat(print(List.of("\t漢x"), new Span("a.yaml", 1, 3, 1, 4)))
        .contains("1 |     漢x\n  |       ^\n");
    assertThat(print(List.of("\t漢x"), new Span("a.yaml", 1, 2, 1, 3))).contains("\n  |     ^^\n");
  }

  @Test
  void keepsAPlaceBeyondTheLineAndASpanOfSeveralLinesInsideTheFrame() {
    assertThat(print(List.of("ab"), new Span("a.yaml", 1, 9, 1, 12))).contains("\n  |   ^\n");
    assertThat(print(List.of("abcd", "x"), new Span("a.yaml", 1, 2, 2, 2)))
        .contains("\n  |  ^^^\n");
  }

  @Test
  void cutsLongLinesAroundTheCaret() {
    String out = print(List.of("x".repeat(100_000)), new Span("a.yaml", 1, 50_000, 1, 50_001));
    assertThat(out.lines().mapToInt(String::length).max()).hasValue(124);
    assertThat(out).contains("\n  | " + " ".repeat(60) + "^\n");
  }

  @Test
  void printsNoFrameWithoutALineOrSource() {
    assertThat(print(List.of("ab"), Span.ofFile("a.yaml"))).startsWith("a.yaml: error");
    assertThat(print(List.of("ab"), Span.ofFile("a.yaml"))).doesNotContain(" | ");
    assertThat(print(List.of("ab"), new Span("c.yaml", 1, 1, 1, 2))).doesNotContain(" | ");
  }

  @Test
  void neverLetsInputControlTheTerminal() {
    Diagnostic hostile = at(new Span("a.yaml", 1, 1, 1, 2), "x\u001b[2J\n\u202ey");
    String out =
        new TextPrinter(Map.of("a.yaml", List.of("\u001b]0;t\u0007")), false)
            .print(List.of(hostile));
    assertThat(out).doesNotContain("\u001b", "\u0007", "\u202e");
    assertThat(out).contains("x\ufffd[2J\ufffd\ufffdy");
  }

  @Test
  void colorsTheSeverityOnlyOnRequest() {
    String out = new TextPrinter(Map.of(), true).print(List.of(at(Span.ofFile("a"), "bad")));
    assertThat(out).startsWith("a: \u001b[1;31merror[E301]\u001b[0m: ");
  }
}
