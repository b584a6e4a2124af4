package io.bulwark.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.bulwark.fixtures.Golden;
import io.bulwark.fixtures.Upstream;
import io.bulwark.fixtures.story.CaptureFiles;
import io.bulwark.fixtures.story.Scene;
import io.bulwark.fixtures.story.StarterCaptures;
import io.bulwark.fixtures.story.Story;
import io.bulwark.policy.CheckedPolicy;
import io.bulwark.policy.CheckedRule;
import io.bulwark.policy.LoadOptions;
import io.bulwark.policy.LoadResult;
import io.bulwark.policy.PolicyFile;
import io.bulwark.policy.PolicyLoader;
import io.bulwark.rules.EngineOptions;
import io.bulwark.rules.RuleEngine;
import io.bulwark.rules.RuleMatching;
import io.bulwark.stream.CaptureProblem;
import io.bulwark.stream.ReplayOptions;
import io.bulwark.stream.ReplaySource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every starter rule fires on its positive capture and not on its near miss.
 *
 * <p>{@code -Dgolden.update=true} writes the captures and the expectations anew.
 */
class StarterPackTest {
  private static final Path ROOT = Upstream.fixtures().resolveSibling("");
  private static final LoadResult LOADED = load();

  private static LoadResult load() {
    Path file = ROOT.resolve("rules/packs/starter.yaml");
    try {
      PolicyFile starter = new PolicyFile("starter.yaml", Files.readAllBytes(file));
      return PolicyLoader.load(List.of(starter), LoadOptions.defaults());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** What a replay showed: how often each rule fired, and which kinds of events there were. */
  private record Replayed(Map<String, Integer> fired, BitSet kinds) {}

  private static Replayed replay(String capture, RuleMatching matching) throws IOException {
    List<CaptureProblem> problems = new ArrayList<>();
    Map<String, Integer> fired = new TreeMap<>();
    BitSet kinds = new BitSet();
    try (ReplaySource source =
        ReplaySource.open(
            ROOT.resolve(capture), Policies.SCHEMA, ReplayOptions.of(problems::add))) {
      RuleEngine engine =
          RuleEngine.compile(
              LOADED.policy(),
              source,
              Policies.SCHEMA,
              EngineOptions.defaults().withMatching(matching));
      while (source.next()) {
        kinds.set(source.event().kind());
        engine.process(d -> fired.merge(d.rule(), 1, Integer::sum));
      }
    }
    assertThat(problems).isEmpty();
    return new Replayed(fired, kinds);
  }

  @BeforeAll
  static void regenerateIfAsked() throws IOException {
    if (Boolean.getBoolean("golden.update")) {
      CaptureFiles.write(ROOT, Policies.SCHEMA);
    }
  }

  static Stream<Scene> scenes() {
    return StarterCaptures.all().stream();
  }

  @Test
  void loadsWithoutFindings() {
    assertThat(LOADED.diagnostics()).isEmpty();
    CheckedPolicy policy = LOADED.policy();
    assertThat(policy.rules()).hasSizeGreaterThanOrEqualTo(20);
    for (CheckedRule rule : policy.rules()) {
      assertThat(rule.tags()).as(rule.name()).anyMatch(t -> t.startsWith("mitre_"));
      assertThat(rule.tags()).as(rule.name()).anyMatch(t -> t.matches("T\\d{4}(\\.\\d{3})?"));
    }
  }

  @Test
  void everyRuleHasItsScene() {
    assertThat(scenes().map(Scene::rule))
        .containsExactlyElementsOf(
            LOADED.policy().rules().stream().map(CheckedRule::name).toList());
  }

  @ParameterizedTest
  @MethodSource("scenes")
  void firesOnThePositiveOnly(Scene scene) throws IOException {
    Replayed positive = replay(CaptureFiles.path(scene, true), RuleMatching.ALL);
    assertThat(positive.fired()).containsKey(scene.rule());
    Replayed negative = replay(CaptureFiles.path(scene, false), RuleMatching.ALL);
    assertThat(negative.fired()).doesNotContainKey(scene.rule());
    CheckedRule rule =
        LOADED.policy().rules().stream()
            .filter(r -> r.name().equals(scene.rule()))
            .findFirst()
            .orElseThrow();
    assertThat(rule.kinds().intersects(negative.kinds()))
        .as("the near miss has events that the rule looks at")
        .isTrue();
  }

  @Test
  void countsAreAsWritten() throws IOException {
    StringBuilder text = new StringBuilder();
    for (String capture : CaptureFiles.all(Policies.SCHEMA).keySet()) {
      RuleMatching matching =
          capture.startsWith("examples/") ? RuleMatching.FIRST : RuleMatching.ALL;
      text.append(capture)
          .append(" (")
          .append(matching.name().toLowerCase(Locale.ROOT))
          .append(")\n");
      replay(capture, matching)
          .fired()
          .forEach((rule, n) -> text.append("  ").append(n).append(' ').append(rule).append('\n'));
    }
    Golden.check(Upstream.fixtures().resolve("expected/starter.txt"), text.toString());
  }

  /** Unpacked, since not every build of zlib packs to the same bytes. */
  @Test
  void filesAreWhatTheGeneratorMakes() throws IOException {
    Map<String, Story> made = CaptureFiles.all(Policies.SCHEMA);
    for (Map.Entry<String, Story> file : made.entrySet()) {
      try (InputStream in =
          new GZIPInputStream(Files.newInputStream(ROOT.resolve(file.getKey())))) {
        assertThat(in.readAllBytes())
            .as(file.getKey() + " differs; test-fixtures/regenerate.sh writes it anew")
            .isEqualTo(file.getValue().toBytes());
      }
    }
    try (Stream<Path> files = Files.list(Upstream.fixtures().resolve("captures"))) {
      assertThat(files.filter(f -> f.toString().endsWith(".scap")).count())
          .isEqualTo(2L * StarterCaptures.all().size());
    }
  }
}
