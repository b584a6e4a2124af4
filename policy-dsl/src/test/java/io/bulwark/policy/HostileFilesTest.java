package io.bulwark.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.bulwark.policy.diag.Code;
import io.bulwark.policy.diag.Diagnostic;
import io.bulwark.policy.diag.JsonPrinter;
import io.bulwark.policy.diag.TextPrinter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Files made to be slow, deep or large end in a located finding, within a second and within the
 * heap that the build gives these tests.
 */
class HostileFilesTest {
  private static final long MOST_MILLIS = 1_000;
  private static final int ATTEMPTS = 3;
  private static final String RULE = "- rule: r\n  desc: d\n  output: o\n  priority: INFO\n";

  @BeforeAll
  static void warmUp() {
    for (int i = 0; i < 200; i++) {
      load(
          "- list: l\n  items: [a]\n" + RULE + "  condition: evt.type=open and proc.name in (l)\n");
    }
  }

  private static LoadResult load(String yaml) {
    return load(yaml.getBytes(StandardCharsets.UTF_8));
  }

  private static LoadResult load(byte[] content) {
    return PolicyLoader.load(List.of(new PolicyFile("f", content)), LoadOptions.defaults());
  }

  /** Loads within the limits, prints the findings, and returns them. */
  private static List<Diagnostic> found(byte[] content) {
    for (int attempt = 1; attempt < ATTEMPTS; attempt++) {
      try {
        return foundInTime(content);
      } catch (AssertionError e) {
        // The machine may have been busy with something else.
        System.out.println("slow: " + e.getMessage());
      }
    }
    return foundInTime(content);
  }

  private static Duration cpu() {
    return ProcessHandle.current().info().totalCpuDuration().orElseThrow();
  }

  private static List<Diagnostic> foundInTime(byte[] content) {
    long start = System.nanoTime();
    Duration cpu = cpu();
    List<Diagnostic> found = load(content).diagnostics();
    String text = new TextPrinter(Map.of(), false).print(found) + new JsonPrinter().print(found);
    long wall = (System.nanoTime() - start) / 1_000_000;
    // On a busy machine the wall clock measures the others.
    long millis = Math.min(wall, cpu().minus(cpu).toMillis());
    System.out.printf("%d bytes: %d ms, %d findings%n", content.length, millis, found.size());
    assertThat(millis).as("milliseconds").isLessThan(MOST_MILLIS);
    assertThat(text.length()).as("characters of output").isLessThan(4 << 20);
    return found;
  }

  private static List<Diagnostic> found(String yaml) {
    return found(yaml.getBytes(StandardCharsets.UTF_8));
  }

  private static void requireCode(List<Diagnostic> found, Code... codes) {
    assertThat(found).isNotEmpty();
    if (codes.length > 0) {
      assertThat(found).extracting(Diagnostic::code).contains(codes);
    }
    assertThat(found).allMatch(d -> d.span().file().equals("f"));
  }

  private static String many(int count, IntFunction<String> part) {
    return IntStream.range(0, count).mapToObj(part).collect(Collectors.joining());
  }

  @Test
  void aliasesThatMultiply() {
    String bomb =
        "- list: a\n  items: &a0 [x,x,x,x,x,x,x,x,x]\n"
            + many(
                20,
                i ->
                    "- list: l%d\n  items: &a%d [%s]\n"
                        .formatted(i, i + 1, ("*a" + i + ",").repeat(9)));
    requireCode(found(bomb), Code.YAML_LIMIT);
  }

  @Test
  void anAliasInsideItself() {
    requireCode(found("- &a [*a]\n"), Code.YAML_SYNTAX);
  }

  @Test
  void manyAliasesOfALargeText() {
    String text = "x".repeat(1 << 20);
    String yaml = "- list: l\n  items: [&a " + text + many(10_000, i -> ", *a") + "]\n";
    found(yaml + RULE + "  condition: evt.type=open and proc.name in (l)\n");
  }

  @Test
  void deepNesting() {
    requireCode(found("[".repeat(100_000)), Code.YAML_LIMIT);
    requireCode(found("{a: ".repeat(100_000)), Code.YAML_LIMIT);
    requireCode(found("- ".repeat(100_000)), Code.YAML_LIMIT);
    requireCode(found("? ".repeat(100_000)), Code.YAML_LIMIT);
  }

  @Test
  void deepIndentation() {
    requireCode(found(many(3_000, i -> " ".repeat(i) + "a:\n")), Code.YAML_LIMIT);
  }

  @Test
  void deepConditions() {
    String open = "( ".repeat(100_000);
    requireCode(found(RULE + "  condition: " + open + "\n"), Code.TOO_DEEP);
    requireCode(found(RULE + "  condition: " + "not ".repeat(1_000_000) + "a\n"));
    requireCode(found(RULE + "  condition: " + "not( ".repeat(100_000) + "\n"), Code.TOO_DEEP);
    requireCode(found(RULE + "  condition: " + "tolower( ".repeat(100_000) + "\n"), Code.TOO_DEEP);
  }

  @Test
  void largeConditions() {
    String part = "proc.name=a or ";
    String wide = RULE + "  condition: " + part.repeat((10 << 20) / part.length()) + "x.y=1\n";
    requireCode(found(wide), Code.CONDITION_TOO_LARGE);
    requireCode(found(RULE + "  condition: " + "a".repeat(10 << 20) + "\n"));
    requireCode(found(RULE + "  condition: proc.name = '" + "a".repeat(10 << 20) + "\n"));
    requireCode(found(RULE + "  condition: " + "( ".repeat(5 << 20) + "\n"));
  }

  @Test
  void largeConditionsOfManyLines() {
    String line = "  proc.name=a or\n";
    String folded = RULE + "  condition: >\n" + ("  " + line).repeat((10 << 20) / line.length());
    requireCode(found(folded + "    x.y=1\n"), Code.CONDITION_TOO_LARGE);
  }

  @Test
  void manyListNamesInOneCondition() {
    String yaml =
        "- list: l\n  items: [a, b]\n"
            + RULE
            + "  condition: >\n    evt.type=open and proc.name in (\n"
            + many(200_000, i -> "    l,\n")
            + "    x)\n";
    found(yaml);
  }

  @Test
  void largeFiles() {
    byte[] file = new byte[50 << 20];
    java.util.Arrays.fill(file, (byte) 'x');
    requireCode(found(file), Code.FILE_TOO_LARGE);
  }

  @Test
  void listsThatMultiply() {
    String yaml =
        many(30, i -> "- list: l%d\n  items: [l%d, l%d]\n".formatted(i, i + 1, i + 1))
            + "- list: l30\n  items: [x]\n"
            + many(
                20,
                i -> RULE.replace("rule: r", "rule: r" + i) + "  condition: proc.name in (l0)\n");
    requireCode(found(yaml), Code.CONDITION_TOO_LARGE);
  }

  @Test
  void macrosThatMultiply() {
    String yaml =
        "- macro: m0\n  condition: proc.name=a\n"
            + many(60, i -> "- macro: m%d\n  condition: m%d or m%d\n".formatted(i + 1, i, i))
            + RULE
            + "  condition: m60\n";
    requireCode(found(yaml), Code.CONDITION_TOO_LARGE);
  }

  @Test
  void macrosInALongChain() {
    String yaml =
        "- macro: m0\n  condition: proc.name=a\n"
            + many(
                5_000,
                i -> "- macro: m%d\n  condition: m%d and evt.type=open\n".formatted(i + 1, i))
            + RULE
            + "  condition: m5000\n";
    requireCode(found(yaml), Code.CONDITION_TOO_LARGE);
  }

  @Test
  void manyKeys() {
    requireCode(found(RULE + many(100_000, i -> "  key%d: 1\n".formatted(i))), Code.UNKNOWN_KEY);
    requireCode(
        found(
            many(
                2,
                n -> (n == 0 ? "- k: 1\n" : "") + many(50_000, i -> "  key%d: 1\n".formatted(i)))),
        Code.DUPLICATE_KEY);
  }

  @Test
  void manyRulesOfOneName() {
    String rule = RULE + "  condition: evt.type=open\n";
    requireCode(
        found(rule + "- rule: r\n  append: true\n  condition: or evt.type=close\n".repeat(5_000)));
    requireCode(
        found(
            rule
                + ("- rule: r\n  override: {exceptions: append}\n"
                        + "  exceptions: [{name: e, fields: proc.name, values: [a]}]\n")
                    .repeat(5_000)));
    requireCode(
        found(
            "- list: l\n  items: [a]\n"
                + "- list: l\n  append: true\n  items: [b]\n".repeat(20_000)));
  }

  @Test
  void manyErrors() {
    String yaml =
        many(
            20_000,
            i ->
                "- rule: r%d\n  condition: (a.b = and c.d ! x or e.f\n  output: '%%x'\n  desc: d\n  priority: INFO\n"
                    .formatted(i));
    requireCode(found(yaml), Code.BAD_CONDITION);
  }

  @Test
  void manyRulesWithUnknownNames() {
    String yaml =
        many(300, i -> "- macro: macro%d\n  condition: proc.name=x\n".formatted(i))
            + many(
                3_000,
                i ->
                    "- rule: r%d\n  condition: makro%d and proc.nme=a and evt.type=opn\n  output: o\n  desc: d\n  priority: INFO\n"
                        .formatted(i, i));
    requireCode(found(yaml), Code.UNKNOWN_MACRO, Code.UNKNOWN_FIELD);
  }

  @Test
  void bytesThatAreNoText() {
    requireCode(found(new byte[] {'-', ' ', (byte) 0xc3, '('}), Code.BAD_ENCODING);
    requireCode(found(new byte[] {(byte) 0xff, (byte) 0xfe, '-', 0, ' ', 0}), Code.BAD_ENCODING);
    requireCode(found("- rule: \u0000\n"), Code.YAML_SYNTAX);
    requireCode(found("- rule:\n\tcondition: x\n"), Code.YAML_SYNTAX);
    requireCode(found("- list: l\n  items: !!java.net.URL [x]\n"));
    requireCode(found("%YAML 9.9\n---\n- a\n"), Code.YAML_SYNTAX);
  }

  @Test
  void outputsWithManyFields() {
    String yaml =
        "- rule: r\n  condition: evt.type=open\n  desc: d\n  priority: INFO\n  output: "
            + "%proc.name.x ".repeat(400_000)
            + "\n";
    found(yaml);
    requireCode(
        found(
            "- rule: r\n  condition: evt.type=open\n  desc: d\n  priority: INFO\n  output: '%"
                + "a.".repeat(30_000)
                + "'\n"),
        Code.UNKNOWN_OUTPUT_FIELD);
    requireCode(found("- list: l\n  items: ['" + "a.".repeat(4 << 20) + "']\n"), Code.YAML_LIMIT);
  }
}
