package io.bulwark.policy.diag;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;

/**
 * Prints findings as SARIF 2.1.0, for code hosts and editors. The tool's rules are the whole
 * catalogue, so that {@code ruleIndex} is a code's place in {@link Code}.
 */
public final class SarifPrinter {
  private static final String SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json";

  /** A printer. */
  public SarifPrinter() {}

  /** One SARIF log with one run, which ends with a line feed. */
  public String print(List<Diagnostic> diagnostics) {
    return JsonText.write(json -> {
      json.writeStartObject();
      json.writeStringField("$schema", SCHEMA);
      json.writeStringField("version", "2.1.0");
      json.writeArrayFieldStart("runs");
      json.writeStartObject();
      tool(json);
      json.writeStringField("columnKind", "unicodeCodePoints");
      json.writeArrayFieldStart("results");
      for (Diagnostic diagnostic : diagnostics) {
        result(json, diagnostic);
      }
      json.writeEndArray();
      json.writeEndObject();
      json.writeEndArray();
      json.writeEndObject();
    });
  }

  private static void tool(JsonGenerator json) throws IOException {
    json.writeObjectFieldStart("tool");
    json.writeObjectFieldStart("driver");
    json.writeStringField("name", "Bulwark");
    json.writeArrayFieldStart("rules");
    for (Code code : Code.values()) {
      json.writeStartObject();
      json.writeStringField("id", code.id());
      json.writeStringField("name", words(code));
      text(json, "shortDescription", code.summary());
      text(json, "help", code.fix());
      json.writeObjectFieldStart("defaultConfiguration");
      json.writeStringField("level", level(code.severity()));
      json.writeEndObject();
      if (!code.upstream().isEmpty()) {
        json.writeObjectFieldStart("properties");
        json.writeStringField("upstream", code.upstream());
        json.writeEndObject();
      }
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
    json.writeEndObject();
  }

  private static void result(JsonGenerator json, Diagnostic diagnostic) throws IOException {
    json.writeStartObject();
    json.writeStringField("ruleId", diagnostic.code().id());
    json.writeNumberField("ruleIndex", diagnostic.code().ordinal());
    json.writeStringField("level", level(diagnostic.severity()));
    text(json, "message", message(diagnostic));
    json.writeArrayFieldStart("locations");
    location(json, diagnostic.span(), "");
    json.writeEndArray();
    if (!diagnostic.notes().isEmpty()) {
      json.writeArrayFieldStart("relatedLocations");
      for (Diagnostic.Note note : new LinkedHashSet<>(diagnostic.notes())) {
        location(json, note.span(), note.message());
      }
      json.writeEndArray();
    }
    json.writeEndObject();
  }

  private static String message(Diagnostic diagnostic) {
    String item =
        diagnostic.item().map(about -> about.kind() + " `" + about.name() + "`: ").orElse("");
    String hint = diagnostic.hint().map(text -> " (hint: " + text + ")").orElse("");
    return item + diagnostic.message() + hint;
  }

  private static void location(JsonGenerator json, Span span, String message) throws IOException {
    json.writeStartObject();
    json.writeObjectFieldStart("physicalLocation");
    json.writeObjectFieldStart("artifactLocation");
    json.writeStringField("uri", uri(span.file()));
    json.writeEndObject();
    if (span.line() > 0) {
      json.writeObjectFieldStart("region");
      json.writeNumberField("startLine", span.line());
      json.writeNumberField("startColumn", Math.max(1, span.column()));
      json.writeNumberField("endLine", Math.max(span.line(), span.endLine()));
      json.writeNumberField("endColumn", Math.max(1, span.endColumn()));
      json.writeEndObject();
    }
    json.writeEndObject();
    if (!message.isEmpty()) {
      text(json, "message", message);
    }
    json.writeEndObject();
  }

  private static void text(JsonGenerator json, String key, String text) throws IOException {
    json.writeObjectFieldStart(key);
    json.writeStringField("text", text);
    json.writeEndObject();
  }

  private static String level(Severity severity) {
    return switch (severity) {
      case ERROR -> "error";
      case WARNING -> "warning";
      case INFO -> "note";
    };
  }

  /** {@code UNKNOWN_FIELD} as {@code UnknownField}. */
  private static String words(Code code) {
    StringBuilder out = new StringBuilder();
    for (String word : code.name().split("_")) {
      out.append(word.charAt(0)).append(word.substring(1).toLowerCase(Locale.ROOT));
    }
    return out.toString();
  }

  /** A path as a URI reference; an absolute one names its scheme. */
  private static String uri(String path) {
    StringBuilder out = new StringBuilder(path.startsWith("/") ? "file://" : "");
    for (byte b : path.getBytes(StandardCharsets.UTF_8)) {
      boolean plain =
          (b >= 'a' && b <= 'z')
              || (b >= 'A' && b <= 'Z')
              || (b >= '0' && b <= '9')
              || "-._~/".indexOf(b) >= 0;
      out.append(plain ? String.valueOf((char) b) : String.format("%%%02X", b & 0xff));
    }
    return out.toString();
  }
}
