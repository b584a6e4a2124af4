package io.bulwark.policy.diag;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the OASIS schema of SARIF 2.1.0 asks of the objects that we write: which members each may
 * and must have, their types, ranges and words. The schema allows no other members.
 */
final class SarifShape {
  private static final String LEVELS = "none|note|warning|error";

  /** Object → member → what it holds; a star marks a member that must be there. */
  private static final Map<String, Map<String, String>> OBJECTS =
      Map.ofEntries(
          object("log", "$schema=uri version*=2.1.0 runs*=run[] properties=any"),
          object("run", "tool*=tool results=result[] columnKind=utf16CodeUnits|unicodeCodePoints"),
          object("tool", "driver*=component properties=any"),
          object(
              "component",
              "name*=text version=text semanticVersion=text informationUri=uri rules=rule[]!"
                  + " shortDescription=message fullDescription=message properties=any"),
          object(
              "rule",
              "id*=text name=text shortDescription=message fullDescription=message help=message"
                  + " helpUri=uri defaultConfiguration=configuration properties=any"),
          object("configuration", "enabled=any level=" + LEVELS),
          object("message", "text*=text markdown=text"),
          object(
              "result",
              "ruleId=text ruleIndex=index level="
                  + LEVELS
                  + " message*=message locations=location[] relatedLocations=location[]!"
                  + " properties=any"),
          object("location", "id=index physicalLocation=place message=message properties=any"),
          object("place", "artifactLocation*=artifact region=region properties=any"),
          object("artifact", "uri=uri uriBaseId=text index=index properties=any"),
          object(
              "region",
              "startLine=count startColumn=count endLine=count endColumn=count properties=any"));

  private final List<String> problems = new ArrayList<>();

  private SarifShape() {}

  private static Map.Entry<String, Map<String, String>> object(String name, String members) {
    Map<String, String> map = new LinkedHashMap<>();
    for (String member : members.split(" ")) {
      int equals = member.indexOf('=');
      map.put(member.substring(0, equals), member.substring(equals + 1));
    }
    return Map.entry(name, map);
  }

  /** Where the text breaks the schema, and how; nothing if it does not. */
  static List<String> problems(String sarif) throws IOException {
    SarifShape shape = new SarifShape();
    try (JsonParser in = new JsonFactory().createParser(sarif)) {
      in.nextToken();
      shape.check("log", value(in), "");
    }
    return shape.problems;
  }

  private static Object value(JsonParser in) throws IOException {
    return switch (in.currentToken()) {
      case START_OBJECT -> {
        Map<String, Object> map = new LinkedHashMap<>();
        while (in.nextToken() != JsonToken.END_OBJECT) {
          String name = in.currentName();
          in.nextToken();
          map.put(name, value(in));
        }
        yield map;
      }
      case START_ARRAY -> {
        List<Object> list = new ArrayList<>();
        while (in.nextToken() != JsonToken.END_ARRAY) {
          list.add(value(in));
        }
        yield list;
      }
      case VALUE_NUMBER_INT -> in.getLongValue();
      default -> in.getText();
    };
  }

  private void check(String type, Object value, String at) {
    if (type.endsWith("[]") || type.endsWith("[]!")) {
      list(type, value, at);
    } else if (OBJECTS.containsKey(type)) {
      object(OBJECTS.getOrDefault(type, Map.of()), value, at);
    } else if (!scalar(type, value)) {
      problems.add(at + ": `" + value + "` is no " + type);
    }
  }

  private void list(String type, Object value, String at) {
    if (!(value instanceof List<?> items)) {
      problems.add(at + ": no array");
      return;
    }
    if (type.endsWith("!") && new HashSet<>(items).size() < items.size()) {
      problems.add(at + ": items are not unique");
    }
    String of = type.substring(0, type.indexOf('['));
    for (int i = 0; i < items.size(); i++) {
      check(of, items.get(i), at + "/" + i);
    }
  }

  private void object(Map<String, String> members, Object value, String at) {
    if (!(value instanceof Map<?, ?> map)) {
      problems.add(at + ": no object");
      return;
    }
    Set<Object> left = new HashSet<>(map.keySet());
    members.forEach((key, type) -> {
      boolean must = key.endsWith("*");
      String name = must ? key.substring(0, key.length() - 1) : key;
      left.remove(name);
      Object member = map.get(name);
      if (member != null) {
        check(type, member, at + "/" + name);
      } else if (must) {
        problems.add(at + ": `" + name + "` is missing");
      }
    });
    left.forEach(name -> problems.add(at + ": `" + name + "` is no member"));
  }

  private static boolean scalar(String type, Object value) {
    return switch (type) {
      case "any" -> true;
      case "text" -> value instanceof String;
      case "uri" -> value instanceof String text && isUri(text);
      case "index" -> value instanceof Long number && number >= -1;
      case "count" -> value instanceof Long number && number >= 1;
      default -> List.of(type.split("\\|")).contains(value);
    };
  }

  private static boolean isUri(String text) {
    try {
      URI.create(text);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
