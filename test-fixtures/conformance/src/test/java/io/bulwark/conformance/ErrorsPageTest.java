package io.bulwark.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.bulwark.fixtures.Golden;
import io.bulwark.policy.diag.Code;
import io.bulwark.stream.CaptureCode;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** {@code docs/errors.md} is made from the catalogues of codes. */
class ErrorsPageTest {
  private static final Map<Character, String> GROUPS =
      Map.of(
          '0', "Files and YAML",
          '1', "Items of rule files",
          '2', "Conditions: syntax",
          '3', "Conditions: names and types",
          '4', "Outputs",
          '5', "What loads and will surprise",
          '6', "Differences from upstream, and its quirks",
          '7', "Captures",
          '8', "Command line");

  private record Entry(String id, String severity, String upstream, String summary, String fix) {}

  @Test
  void pageShowsEveryCode() throws ReflectiveOperationException {
    List<Entry> entries = new ArrayList<>();
    for (Code code : Code.values()) {
      entries.add(
          new Entry(
              code.id(),
              code.severity().name().toLowerCase(Locale.ROOT),
              code.upstream(),
              code.summary(),
              code.fix()));
    }
    for (CaptureCode code : CaptureCode.values()) {
      String severity = code.fatal() ? "error" : "warning";
      entries.add(new Entry(code.id(), severity, "", code.summary(), code.fix()));
    }
    for (Object code : Class.forName("io.bulwark.cli.CliCode").getEnumConstants()) {
      entries.add(
          new Entry(text(code, "id"), "error", "", text(code, "summary"), text(code, "fix")));
    }
    assertThat(entries).extracting(Entry::id).doesNotHaveDuplicates();
    Golden.check(Path.of(System.getProperty("bulwark.root"), "docs", "errors.md"), page(entries));
  }

  /** The command line's codes are its own: no other module needs their type. */
  private static String text(Object code, String name) throws ReflectiveOperationException {
    Method method = code.getClass().getDeclaredMethod(name);
    method.setAccessible(true);
    return String.valueOf(method.invoke(code));
  }

  private static String page(List<Entry> entries) {
    Map<Character, List<Entry>> groups = new TreeMap<>();
    entries.stream()
        .sorted(Comparator.comparing((Entry entry) -> entry.id().substring(1)))
        .forEach(e -> groups.computeIfAbsent(e.id().charAt(1), g -> new ArrayList<>()).add(e));
    StringBuilder out =
        new StringBuilder(
            """
            # Findings

            Generated from the catalogues in the code; a test compares. Codes keep their meaning for \
            ever. E is an error (the item is left out), W a warning, I a remark. "Falco" is the name \
            that upstream gives the same finding.
            """);
    groups.forEach((group, list) -> {
      out.append("\n## ").append(GROUPS.get(group)).append("\n\n");
      out.append("| Code | Finding | What to do | Falco |\n|---|---|---|---|\n");
      for (Entry entry : list) {
        out.append("| ").append(entry.id()).append(" | ").append(cell(entry.summary()));
        out.append(" | ").append(cell(entry.fix())).append(" | ").append(entry.upstream());
        out.append(entry.upstream().isEmpty() ? "|\n" : " |\n");
      }
    });
    return out.toString();
  }

  private static String cell(String text) {
    return text.replace("|", "\\|");
  }
}
