package io.bulwark.conformance;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** {@code match-counts.json}: how many events of each capture each expression matched upstream. */
record MatchCountsFile(Map<String, Map<String, Long>> byExpression) {
  static MatchCountsFile read(Path file) throws IOException {
    Map<String, Map<String, Long>> counts = new LinkedHashMap<>();
    try (JsonParser json = new JsonFactory().createParser(file.toFile())) {
      json.nextToken();
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        boolean expressions = json.currentName().equals("expressions");
        json.nextToken();
        if (!expressions) {
          json.skipChildren();
          continue;
        }
        while (json.nextToken() == JsonToken.FIELD_NAME) {
          String expression = json.currentName();
          json.nextToken();
          Map<String, Long> captures = new LinkedHashMap<>();
          while (json.nextToken() == JsonToken.FIELD_NAME) {
            String capture = json.currentName();
            json.nextToken();
            captures.put(capture, json.getLongValue());
          }
          counts.put(expression, captures);
        }
      }
    }
    return new MatchCountsFile(counts);
  }
}
