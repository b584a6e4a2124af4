package io.bulwark.policy.parse;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.bulwark.fixtures.Upstream;
import io.bulwark.policy.diag.Diagnostics;
import io.bulwark.policy.text.SourceText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class UpstreamParserTest {
  @Test
  void acceptsAndRejectsWhatUpstreamDoes() throws IOException {
    Path file = Upstream.require("filter-parser").resolve("accept-reject.json");
    List<String> wrong = new ArrayList<>();
    int cases = 0;
    try (JsonParser json = new JsonFactory().createParser(file.toFile())) {
      String kind = "";
      while (json.nextToken() != null) {
        if (json.currentToken() != JsonToken.VALUE_STRING) {
          continue;
        }
        if (json.currentName().equals("kind")) {
          kind = json.getText();
        } else {
          cases++;
          Diagnostics found = new Diagnostics();
          ConditionParser.parse(SourceText.of(json.getText(), "case"), found, Optional.empty());
          if (found.hasErrors() == kind.equals("accept")) {
            wrong.add(kind + ": " + json.getText() + found.sorted());
          }
        }
      }
    }
    assertThat(cases).isGreaterThan(100);
    assertThat(wrong).isEmpty();
  }
}
