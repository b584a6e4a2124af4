package io.bulwark.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.bulwark.fixtures.Upstream;
import io.bulwark.policy.CheckedPolicy;
import io.bulwark.policy.LoadOptions.Compatibility;
import io.bulwark.rules.EngineOptions;
import io.bulwark.rules.RuleEngine;
import io.bulwark.rules.RuleMatching;
import io.bulwark.stream.ReplayOptions;
import io.bulwark.stream.ReplaySource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every expression of the upstream counts matches as many events of every capture as upstream. */
class MatchCountsTest {
  /** Expressions whose count section 10 of the language reference changes, with the reason. */
  private static final Map<String, String> CORRECTED =
      Map.of(
          "evt.type in (open,openat,openat2) and fd.typechar='f' and fd.num=-1"
              + " and evt.res startswith E",
          "C-05: a failed plain open has the type letter f, upstream says o");

  @ParameterizedTest
  @EnumSource(Compatibility.class)
  void countsAreUpstreams(Compatibility compatibility) throws IOException {
    MatchCountsFile wanted =
        MatchCountsFile.read(Upstream.require("falco-oracle/match-counts.json"));
    Path captures = Upstream.require("captures");
    CheckedPolicy policy = Policies.of(wanted.byExpression().keySet());
    Set<String> names = new LinkedHashSet<>();
    wanted.byExpression().values().forEach(c -> names.addAll(c.keySet()));
    List<String> differences = new ArrayList<>();
    int compared = 0;
    for (String capture : names) {
      RuleEngine engine = replay(policy, captures.resolve(capture + ".scap"), compatibility);
      for (var rule : policy.rules()) {
        Long count = wanted.byExpression().getOrDefault(rule.name(), Map.of()).get(capture);
        if (count == null) {
          continue;
        }
        compared++;
        boolean excepted =
            compatibility == Compatibility.CORRECTED && CORRECTED.containsKey(rule.name());
        boolean differs = engine.fired(rule.order()) != count;
        String place = capture + ": " + rule.name();
        if (differs && !excepted) {
          differences.add(place + ": " + engine.fired(rule.order()) + " not " + count);
        }
      }
    }
    System.out.println(compatibility + ": " + compared + " counts compared");
    assertThat(differences).isEmpty();
    assertThat(compared).isGreaterThan(4000);
  }

  private static RuleEngine replay(CheckedPolicy policy, Path capture, Compatibility compatibility)
      throws IOException {
    ReplayOptions options =
        ReplayOptions.of(p -> {}).withStrict(compatibility == Compatibility.STRICT);
    try (ReplaySource source = ReplaySource.open(capture, Policies.SCHEMA, options)) {
      RuleEngine engine =
          RuleEngine.compile(
              policy,
              source,
              Policies.SCHEMA,
              EngineOptions.defaults()
                  .withMatching(RuleMatching.ALL)
                  .withCompatibility(compatibility));
      while (source.next()) {
        engine.process(d -> {});
      }
      return engine;
    }
  }
}
