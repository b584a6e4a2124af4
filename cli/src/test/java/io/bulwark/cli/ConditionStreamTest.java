package io.bulwark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.bulwark.fixtures.Upstream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConditionStreamTest {

  @Test
  void everyLineGetsAVerdict() {
    String input = "\"evt.type = open\"\n\"evt.type = opn\"\nfoo\n\n{}\n\"a\" 1\n\"proc.name = x\"";
    Run run = Run.withInput(input, "check", "--conditions");
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out().lines().map(line -> line.replaceAll(",\"diagnostics.*", "")))
        .containsExactly(
            "{\"line\":1,\"ok\":true",
            "{\"line\":2,\"ok\":false",
            "{\"line\":3,\"ok\":false",
            "{\"line\":4,\"ok\":false",
            "{\"line\":5,\"ok\":false",
            "{\"line\":6,\"ok\":false",
            "{\"line\":7,\"ok\":true");
    assertThat(run.err()).isEmpty();
  }

  @Test
  void syntaxOnlyLooksAtNoNames() {
    assertThat(Run.withInput("\"no.such = x\"", "check", "--conditions").code()).isEqualTo(1);
    assertThat(Run.withInput("\"no.such = x\"", "check", "--conditions", "--syntax-only").code())
        .isZero();
  }

  @Test
  void nestingAndLengthEndInAVerdict() {
    String deep = "\"" + "(".repeat(200_000) + "\"\n";
    String longLine = "\"" + "a".repeat((1 << 24) + 10) + "\"\n";
    Run run = Run.withInput(deep + longLine + "\"evt.type = open\"", "check", "--conditions");
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out()).contains("\"line\":1,\"ok\":false", "E802", "\"line\":3,\"ok\":true");
  }

  @Test
  void agreesWithUpstreamOnWhatParses() throws IOException {
    StringBuilder input = new StringBuilder();
    List<Boolean> wanted = new ArrayList<>();
    JsonFactory factory = new JsonFactory();
    Json json = new Json();
    try (JsonParser parser =
        factory.createParser(Upstream.require("filter-parser/accept-reject.json").toFile())) {
      while (parser.nextToken() != null) {
        if (parser.currentToken() == JsonToken.VALUE_STRING) {
          String text = parser.getText();
          if (parser.currentName().equals("kind")) {
            wanted.add(text.equals("accept"));
          } else if (parser.currentName().equals("in")) {
            input.append(json.text(to -> to.writeString(text))).append('\n');
          }
        }
      }
    }
    Run run = Run.withInput(input.toString(), "check", "--conditions", "--syntax-only");
    assertThat(run.out().lines().map(line -> line.contains("\"ok\":true")).toList())
        .hasSize(300)
        .isEqualTo(wanted);
  }
}
