package io.bulwark.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.bulwark.policy.LoadOptions.Compatibility;
import io.bulwark.policy.diag.Diagnostic;
import io.bulwark.policy.diag.Diagnostics;
import io.bulwark.policy.load.DeclarationReader;
import io.bulwark.policy.resolve.FileDeclarations;
import io.bulwark.policy.resolve.ResolvedRule;
import io.bulwark.policy.resolve.Resolver;
import io.bulwark.policy.yaml.YamlReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Runs {@code loader/cases.txt}, whose head explains its format. */
class LoaderCasesTest {
  private static final String STANDARD = "desc: d\n  output: out\n  priority: INFO";

  private record Case(String name, List<PolicyFile> files, List<String> expected) {
    LoadOptions options() {
      return new LoadOptions(Compatibility.CORRECTED, name.endsWith("(lints)"));
    }
  }

  private static List<Case> cases() throws IOException {
    String text;
    try (InputStream in =
        Objects.requireNonNull(LoaderCasesTest.class.getResourceAsStream("/loader/cases.txt"))) {
      text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    List<Case> out = new ArrayList<>();
    for (String part : text.substring(text.indexOf("\n== ") + 1).split("(?m)^== ")) {
      if (!part.isEmpty()) {
        out.add(parsed(part));
      }
    }
    return out;
  }

  private static Case parsed(String part) {
    int firstLine = part.indexOf('\n');
    String[] halves = part.substring(firstLine + 1).split("(?m)^-- expect\n");
    List<PolicyFile> files = new ArrayList<>();
    for (String file : halves[0].split("(?m)^-- file\n")) {
      String yaml = file.replace("STD\n", STANDARD + "\n");
      String name = "file" + (files.size() + 1) + ".yaml";
      files.add(new PolicyFile(name, yaml.getBytes(StandardCharsets.UTF_8)));
    }
    List<String> expected = halves[1].lines().filter(line -> !line.isEmpty()).toList();
    return new Case(part.substring(0, firstLine), files, expected);
  }

  @Test
  void thereAreMany() throws IOException {
    assertThat(cases()).hasSizeGreaterThan(100);
    assertThat(cases()).extracting(Case::name).doesNotHaveDuplicates();
  }

  @TestFactory
  Stream<DynamicTest> givesWhatItSays() throws IOException {
    return cases().stream().map(c -> DynamicTest.dynamicTest(c.name(), () -> check(c)));
  }

  private static void check(Case c) {
    LoadResult result = PolicyLoader.load(c.files(), c.options());
    List<String> actual = new ArrayList<>();
    for (String line : c.expected()) {
      String what = line.substring(0, line.indexOf(':'));
      String value = actual(what, c, result);
      actual.add(value.isEmpty() ? what + ":" : what + ": " + value);
    }
    List<String> wanted = c.expected().stream().map(l -> l.endsWith(": ") ? l.strip() : l).toList();
    assertThat(actual).as(() -> result.diagnostics().toString()).isEqualTo(wanted);
  }

  private static String actual(String what, Case c, LoadResult result) {
    String[] words = what.split(" ");
    return switch (words[0]) {
      case "codes" ->
          result.diagnostics().stream()
              .map(d -> d.code().id())
              .distinct()
              .sorted()
              .collect(Collectors.joining(" "));
      case "rules" ->
          result.policy().rules().stream().map(CheckedRule::name).collect(Collectors.joining(" "));
      case "at" -> place(result.diagnostics().getFirst());
      case "cond" -> rule(result, words[1]).conditionText();
      case "text" -> resolved(c, words[1]).condition().text();
      case "out" -> rule(result, words[1]).output().text();
      case "desc" -> rule(result, words[1]).description();
      case "prio" -> rule(result, words[1]).priority().word();
      case "tags" -> String.join(" ", rule(result, words[1]).tags());
      case "enabled" -> String.valueOf(rule(result, words[1]).enabled());
      default -> throw new AssertionError("unknown expectation `" + what + "`");
    };
  }

  private static String place(Diagnostic diagnostic) {
    return diagnostic.span().line() + ":" + diagnostic.span().column();
  }

  private static CheckedRule rule(LoadResult result, String name) {
    return result.policy().rules().stream()
        .filter(r -> r.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no rule " + name + ": " + result.diagnostics()));
  }

  private static ResolvedRule resolved(Case c, String name) {
    Diagnostics ignored = new Diagnostics();
    DeclarationReader reader = new DeclarationReader(ignored);
    List<FileDeclarations> files = new ArrayList<>();
    for (PolicyFile file : c.files()) {
      files.add(
          new FileDeclarations(
              YamlReader.read(file.name(), file.content(), ignored)
                  .map(reader::read)
                  .orElse(List.of())));
    }
    return new Resolver(ignored)
        .resolve(files).rules().stream()
            .filter(r -> r.name().equals(name))
            .findFirst()
            .orElseThrow();
  }
}
