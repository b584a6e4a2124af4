package io.bulwark.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.bulwark.policy.check.ConditionCheck;
import io.bulwark.policy.diag.Diagnostic;
import java.io.IOException;
import java.util.Optional;

/** Conditions in, verdicts out: one JSON value a line both ways, for as long as lines come. */
final class ConditionStream {

  private static final int LIMIT = 1 << 24;

  private final Terminal terminal;
  private final boolean syntaxOnly;
  private final ConditionCheck check = new ConditionCheck();
  private final Json json = new Json();
  private final JsonFactory factory =
      JsonFactory.builder()
          .streamReadConstraints(StreamReadConstraints.builder().maxStringLength(LIMIT).build())
          .build();

  ConditionStream(Terminal terminal, boolean syntaxOnly) {
    this.terminal = terminal;
    this.syntaxOnly = syntaxOnly;
  }

  /** Answers every line; true if all conditions were fine. */
  boolean run() throws IOException {
    LineReader lines = new LineReader(terminal.in(), LIMIT);
    boolean allOk = true;
    long number = 0;
    while (lines.next()) {
      number++;
      allOk &= answer(number, lines);
      if (lines.waiting()) {
        terminal.out().flush();
      }
      if (terminal.out().checkError()) {
        return allOk;
      }
    }
    return allOk;
  }

  private boolean answer(long number, LineReader lines) {
    if (lines.tooLong()) {
      return refuse(number, CliCode.LINE_TOO_LONG);
    }
    Optional<String> condition = condition(lines);
    if (condition.isEmpty()) {
      return refuse(number, CliCode.NOT_A_JSON_STRING);
    }
    ConditionCheck.Verdict verdict = check.check(condition.get(), syntaxOnly);
    print(number, verdict);
    return verdict.ok();
  }

  private Optional<String> condition(LineReader lines) {
    try (JsonParser parser = factory.createParser(lines.bytes(), 0, lines.length())) {
      if (parser.nextToken() != JsonToken.VALUE_STRING) {
        return Optional.empty();
      }
      String text = parser.getText();
      return parser.nextToken() == null ? Optional.of(text) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private void print(long number, ConditionCheck.Verdict verdict) {
    terminal
        .out()
        .println(
            json.text(to -> {
              to.writeStartObject();
              to.writeNumberField("line", number);
              to.writeBooleanField("ok", verdict.ok());
              to.writeArrayFieldStart("diagnostics");
              for (Diagnostic diagnostic : verdict.diagnostics()) {
                Json.diagnostic(to, diagnostic);
              }
              to.writeEndArray();
              to.writeEndObject();
            }));
  }

  private boolean refuse(long number, CliCode code) {
    terminal
        .out()
        .println(
            json.text(to -> {
              to.writeStartObject();
              to.writeNumberField("line", number);
              to.writeBooleanField("ok", false);
              to.writeArrayFieldStart("diagnostics");
              to.writeStartObject();
              to.writeStringField("code", code.id());
              to.writeStringField("severity", "error");
              to.writeStringField("message", code.summary());
              to.writeStringField("hint", code.fix());
              to.writeEndObject();
              to.writeEndArray();
              to.writeEndObject();
            }));
    return false;
  }
}
