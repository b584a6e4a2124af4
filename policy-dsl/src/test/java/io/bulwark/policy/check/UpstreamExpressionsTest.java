package io.bulwark.policy.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.bulwark.fixtures.Upstream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class UpstreamExpressionsTest {
  @Test
  void givesTheSameVerdictOnEveryExpression() throws IOException {
    Path file = Upstream.require("falco-oracle").resolve("match-counts.json");
    ConditionCheck check = new ConditionCheck();
    List<String> wrong = new ArrayList<>();
    int cases = 0;
    try (JsonParser json = new JsonFactory().createParser(file.toFile())) {
      json.nextToken();
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String section = json.currentName();
        JsonToken value = json.nextToken();
        if (value != JsonToken.START_OBJECT) {
          continue;
        }
        while (json.nextToken() == JsonToken.FIELD_NAME) {
          String expression = json.currentName();
          json.nextToken();
          json.skipChildren();
          cases++;
          ConditionCheck.Verdict verdict = check.check(expression, false);
          if (verdict.ok() != section.equals("expressions")) {
            wrong.add(section + ": " + expression + " " + verdict.diagnostics());
          }
        }
      }
    }
    assertThat(cases).isGreaterThan(100);
    assertThat(wrong).isEmpty();
  }
}
