package io.bulwark.policy.diag;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/**
 * Prints findings for programs: a JSON array with one object for each.
 *
 * <pre>
 * {"code", "name", "upstream"?, "severity", "file", "line", "column", "endLine", "endColumn",
 *  "message", "hint"?, "notes": [{"file", "line", "column", "endLine", "endColumn", "message"}],
 *  "item"?: {"kind", "name"}}
 * </pre>
 *
 * Lines and columns as in {@link Span}: line 0 is the file as a whole. Keys may be added later.
 */
public final class JsonPrinter {
  /** A printer. */
  public JsonPrinter() {}

  /** The findings as JSON text, which ends with a line feed. */
  public String print(List<Diagnostic> diagnostics) {
    return JsonText.write(json -> {
      json.writeStartArray();
      for (Diagnostic diagnostic : diagnostics) {
        diagnostic(json, diagnostic);
      }
      json.writeEndArray();
    });
  }

  private static void diagnostic(JsonGenerator json, Diagnostic diagnostic) throws IOException {
    json.writeStartObject();
    json.writeStringField("code", diagnostic.code().id());
    json.writeStringField("name", diagnostic.code().name());
    if (!diagnostic.code().upstream().isEmpty()) {
      json.writeStringField("upstream", diagnostic.code().upstream());
    }
    json.writeStringField("severity", diagnostic.severity().name().toLowerCase(Locale.ROOT));
    place(json, diagnostic.span());
    json.writeStringField("message", diagnostic.message());
    if (diagnostic.hint().isPresent()) {
      json.writeStringField("hint", diagnostic.hint().get());
    }
    json.writeArrayFieldStart("notes");
    for (Diagnostic.Note note : diagnostic.notes()) {
      json.writeStartObject();
      place(json, note.span());
      json.writeStringField("message", note.message());
      json.writeEndObject();
    }
    json.writeEndArray();
    if (diagnostic.item().isPresent()) {
      json.writeObjectFieldStart("item");
      json.writeStringField("kind", diagnostic.item().get().kind());
      json.writeStringField("name", diagnostic.item().get().name());
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  private static void place(JsonGenerator json, Span span) throws IOException {
    json.writeStringField("file", span.file());
    json.writeNumberField("line", span.line());
    json.writeNumberField("column", span.column());
    json.writeNumberField("endLine", span.endLine());
    json.writeNumberField("endColumn", span.endColumn());
  }
}
