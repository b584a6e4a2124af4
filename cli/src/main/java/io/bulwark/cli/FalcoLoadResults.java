package io.bulwark.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import io.bulwark.policy.LoadResult;
import io.bulwark.policy.PolicyFile;
import io.bulwark.policy.diag.Diagnostic;
import io.bulwark.policy.diag.Severity;
import io.bulwark.policy.diag.Span;
import io.bulwark.policy.diag.TextPrinter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Findings in the shape of {@code falco -V}: one result a file, upstream's code names. */
final class FalcoLoadResults {

  private final List<PolicyFile> files;
  private final LoadResult result;
  private final Map<String, List<String>> lines;
  private final boolean own;

  /**
   * @param own whether to show warnings that upstream does not give, as those of an extension
   */
  FalcoLoadResults(List<PolicyFile> files, LoadResult result, boolean own) {
    this.own = own;
    this.files = files;
    this.result = result;
    lines = RuleFiles.lines(files);
  }

  /** Errors or warnings of one file; those that upstream has no name for only if asked for. */
  private List<Diagnostic> of(PolicyFile file, Severity severity) {
    return result.diagnostics().stream()
        .filter(d -> d.severity() == severity && d.span().file().equals(file.name()))
        .filter(d -> severity == Severity.ERROR || own || !d.code().upstream().isEmpty())
        .toList();
  }

  /** {@code FILE: Ok} or {@code FILE: Invalid} and the errors. */
  String summary() {
    StringBuilder text = new StringBuilder();
    for (PolicyFile file : files) {
      if (!text.isEmpty()) {
        text.append('\n');
      }
      List<Diagnostic> errors = of(file, Severity.ERROR);
      boolean warned = !of(file, Severity.WARNING).isEmpty();
      text.append(file.name()).append(": ");
      if (errors.isEmpty()) {
        text.append(warned ? "Ok, with warnings" : "Ok");
      } else {
        text.append("Invalid\n").append(errors.size()).append(" Errors:\n");
        for (Diagnostic error : errors) {
          text.append(code(error)).append(": ");
          text.append(new TextPrinter(lines, false).print(List.of(error)));
        }
      }
    }
    return text.toString().stripTrailing();
  }

  void write(JsonGenerator to) throws IOException {
    to.writeStartArray();
    for (PolicyFile file : files) {
      List<Diagnostic> errors = of(file, Severity.ERROR);
      to.writeStartObject();
      array(to, "errors", errors, file);
      to.writeStringField("name", file.name());
      to.writeBooleanField("successful", errors.isEmpty());
      array(to, "warnings", of(file, Severity.WARNING), file);
      to.writeEndObject();
    }
    to.writeEndArray();
  }

  private void array(JsonGenerator to, String key, List<Diagnostic> found, PolicyFile file)
      throws IOException {
    to.writeArrayFieldStart(key);
    for (Diagnostic diagnostic : found) {
      to.writeStartObject();
      to.writeStringField("code", code(diagnostic));
      to.writeStringField("codedesc", diagnostic.code().summary());
      to.writeObjectFieldStart("context");
      to.writeArrayFieldStart("locations");
      location(to, "rules content", "", new Span(file.name(), 1, 1, 1, 1), file);
      Diagnostic.Item item =
          diagnostic.item().orElse(new Diagnostic.Item("rules content item", ""));
      location(to, item.kind(), item.name(), diagnostic.span(), file);
      to.writeEndArray();
      to.writeStringField("snippet", snippet(diagnostic));
      to.writeEndObject();
      to.writeStringField("message", diagnostic.message());
      to.writeEndObject();
    }
    to.writeEndArray();
  }

  /** Upstream counts lines, columns and characters from 0. */
  private void location(JsonGenerator to, String type, String name, Span span, PolicyFile file)
      throws IOException {
    int line = Math.max(0, span.line() - 1);
    int column = Math.max(0, span.column() - 1);
    to.writeStartObject();
    to.writeStringField("item_name", name);
    to.writeStringField("item_type", type);
    to.writeObjectFieldStart("position");
    to.writeNumberField("column", column);
    to.writeNumberField("line", line);
    to.writeStringField("name", file.name());
    to.writeNumberField("offset", offset(file, line) + column);
    to.writeEndObject();
    to.writeEndObject();
  }

  private static int offset(PolicyFile file, int line) {
    String text = new String(file.content(), StandardCharsets.UTF_8);
    int at = 0;
    for (int i = 0; i < line; i++) {
      int end = text.indexOf('\n', at);
      if (end < 0) {
        break;
      }
      at = end + 1;
    }
    return text.codePointCount(0, at);
  }

  private String snippet(Diagnostic diagnostic) {
    List<String> text = lines.getOrDefault(diagnostic.span().file(), List.of());
    int line = diagnostic.span().line();
    if (line < 1 || line > text.size()) {
      return "<No context available>\n";
    }
    String caret = " ".repeat(Math.max(0, diagnostic.span().column() - 1)) + "^\n";
    return text.get(line - 1) + "\n" + caret;
  }

  private static String code(Diagnostic diagnostic) {
    String upstream = diagnostic.code().upstream();
    if (!upstream.isEmpty()) {
      return upstream;
    }
    return diagnostic.severity() == Severity.ERROR
        ? "LOAD_ERR_EXTENSION"
        : "LOAD_WARNING_EXTENSION";
  }
}
