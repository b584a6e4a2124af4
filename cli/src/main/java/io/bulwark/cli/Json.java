package io.bulwark.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.bulwark.policy.diag.Diagnostic;
import io.bulwark.policy.diag.Span;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.Locale;

/** Writes the JSON that commands print. */
final class Json {

  /** What to write; a generator throws where a text does not. */
  interface Body {
    void write(JsonGenerator json) throws IOException;
  }

  private final JsonFactory factory = new JsonFactory();

  /** One JSON value as text, without line end. */
  String text(Body body) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = factory.createGenerator(text)) {
      body.write(json);
    } catch (IOException e) {
      throw new UncheckedIOException("writing JSON", e);
    }
    return text.toString();
  }

  static void texts(JsonGenerator json, String key, Collection<String> values) throws IOException {
    json.writeArrayFieldStart(key);
    for (String value : values) {
      json.writeString(value);
    }
    json.writeEndArray();
  }

  static void diagnostic(JsonGenerator json, Diagnostic diagnostic) throws IOException {
    Span span = diagnostic.span();
    json.writeStartObject();
    json.writeStringField("code", diagnostic.code().id());
    json.writeStringField("severity", diagnostic.severity().name().toLowerCase(Locale.ROOT));
    json.writeNumberField("line", span.line());
    json.writeNumberField("column", span.column());
    json.writeNumberField("endLine", span.endLine());
    json.writeNumberField("endColumn", span.endColumn());
    json.writeStringField("message", diagnostic.message());
    if (diagnostic.hint().isPresent()) {
      json.writeStringField("hint", diagnostic.hint().get());
    }
    json.writeEndObject();
  }
}
