package io.bulwark.rules.match;

import static org.assertj.core.api.Assertions.assertThat;

import io.bulwark.fixtures.Seeds;
import io.bulwark.policy.CheckedRule;
import io.bulwark.policy.LoadOptions.Compatibility;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Compiled conditions agree with the slow evaluator, on random conditions and random events. */
class DifferentialTest {
  private static final int CONDITIONS = 24_000;
  private static final int EVENTS = 40;

  @Test
  void agreesOnRandomConditions() throws IOException {
    long seed = Seeds.seed("differential", 20261125);
    List<String> failures = new ArrayList<>();
    long[] outcomes = new long[2];
    int batch = 0;
    for (int done = 0; done < CONDITIONS; batch++) {
      int size = batch % 2 == 0 ? 40 : 200;
      run(seed + batch, size, failures, outcomes);
      done += size;
    }
    if (!failures.isEmpty()) {
      Path file = Path.of("target", "differential-failures.txt");
      Files.createDirectories(file.getParent());
      Files.write(file, failures);
    }
    assertThat(failures).as("append to differential.txt once mended").isEmpty();
    assertThat(outcomes[1]).isGreaterThan(100_000);
    assertThat(outcomes[0]).isGreaterThan(100_000);
  }

  /** Failures of earlier runs: {@code seed<TAB>rules}, replayed for ever. */
  @Test
  void earlierFailuresAgree() throws IOException {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                DifferentialTest.class.getResourceAsStream("differential.txt"),
                StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.startsWith("#") && !line.isBlank()) {
          String[] parts = line.split("\t");
          List<String> failures = new ArrayList<>();
          run(Long.parseLong(parts[0]), Integer.parseInt(parts[1]), failures, new long[2]);
          assertThat(failures).as(line).isEmpty();
        }
      }
    }
  }

  private static void run(long seed, int size, List<String> failures, long[] outcomes) {
    RandomConditions random = new RandomConditions(Seeds.generator(seed));
    List<String> conditions = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      conditions.add(random.condition(i % 4));
    }
    FakeSource source = new FakeSource();
    List<CheckedRule> rules = TestRules.rules(conditions);
    Matcher matcher =
        Matcher.compile(rules, source.binder(), TestRules.SCHEMA, false, Compatibility.CORRECTED);
    Matcher first =
        Matcher.compile(rules, source.binder(), TestRules.SCHEMA, true, Compatibility.CORRECTED);
    Reference reference = new Reference(new Operands(source.binder()));
    for (int e = 0; e < EVENTS; e++) {
      random.event(source);
      List<Integer> wanted = new ArrayList<>();
      for (CheckedRule rule : rules) {
        boolean fires = reference.test(rule.condition());
        outcomes[fires ? 1 : 0]++;
        if (fires) {
          wanted.add(rule.order());
        }
      }
      List<Integer> found = fired(matcher, source.kind());
      if (!found.equals(wanted)) {
        failures.add(seed + "\t" + size + "\t# " + describe(conditions, found, wanted));
        return;
      }
      if (!fired(first, source.kind()).equals(wanted.stream().limit(1).toList())) {
        failures.add(seed + "\t" + size + "\t# first");
        return;
      }
    }
  }

  private static String describe(
      List<String> conditions, List<Integer> found, List<Integer> wanted) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < conditions.size(); i++) {
      if (found.contains(i) != wanted.contains(i)) {
        out.append(found.contains(i) ? "should not fire: " : "should fire: ");
        out.append(conditions.get(i)).append("; ");
      }
    }
    return out.toString();
  }

  private static List<Integer> fired(Matcher matcher, int kind) {
    List<Integer> places = new ArrayList<>();
    for (int i = 0, count = matcher.match(kind); i < count; i++) {
      places.add(matcher.fired(i));
    }
    return places;
  }
}
