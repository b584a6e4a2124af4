package io.bulwark.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.bulwark.fixtures.Upstream;
import io.bulwark.policy.diag.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Falco's own rule files load as they are. */
class UpstreamRulesTest {
  private static final List<String> FILES =
      List.of("falco_rules.yaml", "falco-incubating_rules.yaml", "falco-sandbox_rules.yaml");
  private static final List<Integer> RULES = List.of(25, 31, 37);

  private static PolicyFile file(String name) throws IOException {
    Path path = Upstream.require("falco-rules").resolve(name);
    return new PolicyFile(name, Files.readAllBytes(path));
  }

  private static LoadResult load(List<PolicyFile> files) {
    LoadResult result = PolicyLoader.load(files, LoadOptions.defaults());
    assertThat(result.diagnostics()).noneMatch(d -> d.severity() == Severity.ERROR);
    return result;
  }

  @Test
  void eachLoadsAlone() throws IOException {
    for (int i = 0; i < FILES.size(); i++) {
      LoadResult result = load(List.of(file(FILES.get(i))));
      assertThat(result.policy().rules()).as(FILES.get(i)).hasSize(RULES.get(i));
    }
  }

  @Test
  void allLoadTogether() throws IOException {
    List<PolicyFile> files = new ArrayList<>();
    for (String name : FILES) {
      files.add(file(name));
    }
    LoadResult result = load(files);
    assertThat(result.policy().rules()).hasSize(93);
    assertThat(result.policy().rules().stream().filter(rule -> !rule.enabled())).hasSize(12);
    assertThat(result.policy().macros()).hasSize(315);
    assertThat(result.policy().lists()).hasSize(118);
    TreeMap<String, Integer> counts = new TreeMap<>();
    result.diagnostics().forEach(d -> counts.merge(d.code().id(), 1, Integer::sum));
    System.out.println("findings on the upstream files: " + counts);
  }
}
