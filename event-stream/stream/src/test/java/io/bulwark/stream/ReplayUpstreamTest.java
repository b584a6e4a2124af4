package io.bulwark.stream;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.bulwark.event.schema.EventSchema;
import io.bulwark.fixtures.Upstream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every public capture replays to its end, and numbers its events as Falco does. */
class ReplayUpstreamTest {
  private static final String SUFFIX = ".fields.jsonl.gz";

  private final EventSchema schema = EventSchema.standard();

  @TestFactory
  Stream<DynamicTest> numbersAgree() throws IOException {
    Path captures = Upstream.require("captures");
    Path oracle = Upstream.require("falco-oracle");
    List<Path> files;
    try (Stream<Path> list = Files.list(oracle)) {
      files = list.filter(f -> f.toString().endsWith(SUFFIX)).sorted().toList();
    }
    return files.stream()
        .map(file -> {
          String name = file.getFileName().toString().replace(SUFFIX, "");
          return DynamicTest.dynamicTest(
              name, () -> agrees(captures.resolve(name + ".scap"), file));
        });
  }

  private void agrees(Path capture, Path oracle) throws IOException {
    Map<Long, String> wanted = numbers(oracle);
    List<CaptureProblem> problems = new ArrayList<>();
    Map<Long, String> got = new HashMap<>();
    try (ReplaySource source =
        ReplaySource.open(capture, schema, ReplayOptions.of(problems::add))) {
      while (source.next()) {
        var event = source.event();
        if (wanted.containsKey(event.number())) {
          got.put(
              event.number(),
              event.timestamp() + " " + event.tid() + " " + schema.kindName(event.kind()));
        }
      }
      System.out.println(
          capture.getFileName()
              + ": "
              + source.delivered()
              + " delivered of "
              + source.eventBlocks());
    }
    assertThat(problems).isEmpty();
    assertThat(got).isEqualTo(wanted);
  }

  private static Map<Long, String> numbers(Path oracle) throws IOException {
    Map<Long, String> numbers = new HashMap<>();
    try (InputStream in = new GZIPInputStream(Files.newInputStream(oracle));
        JsonParser json = new JsonFactory().createParser(in)) {
      Map<String, String> event = new HashMap<>();
      while (json.nextToken() != null) {
        if (json.currentToken() == JsonToken.FIELD_NAME) {
          String name = json.currentName();
          json.nextToken();
          event.put(name, json.getText());
        } else if (json.currentToken() == JsonToken.END_OBJECT) {
          numbers.put(
              Long.parseLong(event.get("evt.num")),
              event.get("evt.rawtime")
                  + " "
                  + event.get("thread.tid")
                  + " "
                  + event.get("evt.type"));
          event.clear();
        }
      }
    }
    return numbers;
  }
}
