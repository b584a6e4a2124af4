package io.bulwark.policy.diag;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.filter.FilteringParserDelegate;
import com.fasterxml.jackson.core.filter.JsonPointerBasedFilter;
import com.fasterxml.jackson.core.filter.TokenFilter;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MachinePrintersTest {
  private static final Diagnostic FULL =
      new Diagnostic(
          Code.UNKNOWN_FIELD,
          Severity.ERROR,
          new Span("rules/my rules.yaml", 3, 7, 3, 14),
          "unknown field `proc.nme`\u0007",
          Optional.of("did you mean `proc.name`?"),
          List.of(new Diagnostic.Note(new Span("/a/b.yaml", 1, 2, 1, 3), "used here")),
          Optional.of(new Diagnostic.Item("rule", "Shell \"in\" a container")));

  private static final Diagnostic WHOLE_FILE =
      new Diagnostic(
          Code.FILE_READ,
          Severity.ERROR,
          Span.ofFile("gone:ünlesbar.yaml"),
          "no such file",
          Optional.empty(),
          List.of(),
          Optional.empty());

  private static final Diagnostic REMARK =
      new Diagnostic(
          Code.MISSING_NOT_EQUAL,
          Severity.INFO,
          new Span("a.yaml", 1, 1, 2, 1),
          "x",
          Optional.empty(),
          List.of(),
          Optional.empty());

  private static String at(String json, String pointer) throws IOException {
    try (JsonParser parser =
        new FilteringParserDelegate(
            new JsonFactory().createParser(json),
            new JsonPointerBasedFilter(JsonPointer.compile(pointer)),
            TokenFilter.Inclusion.ONLY_INCLUDE_ALL,
            false)) {
      JsonToken token = parser.nextToken();
      return token == null ? "(none)" : parser.getText();
    }
  }

  @Test
  void jsonHasEveryPartOfAFinding() throws IOException {
    String json = new JsonPrinter().print(List.of(FULL, WHOLE_FILE));
    assertThat(at(json, "/0/code")).isEqualTo("E301");
    assertThat(at(json, "/0/upstream")).isEqualTo("LOAD_ERR_COMPILE_CONDITION");
    assertThat(at(json, "/0/severity")).isEqualTo("error");
    assertThat(at(json, "/0/file")).isEqualTo("rules/my rules.yaml");
    assertThat(at(json, "/0/line")).isEqualTo("3");
    assertThat(at(json, "/0/column")).isEqualTo("7");
    assertThat(at(json, "/0/endColumn")).isEqualTo("14");
    assertThat(at(json, "/0/message")).isEqualTo("unknown field `proc.nme`\u0007");
    assertThat(at(json, "/0/hint")).isEqualTo("did you mean `proc.name`?");
    assertThat(at(json, "/0/notes/0/file")).isEqualTo("/a/b.yaml");
    assertThat(at(json, "/0/item/name")).isEqualTo("Shell \"in\" a container");
    assertThat(at(json, "/1/line")).isEqualTo("0");
    assertThat(at(json, "/1/hint")).isEqualTo("(none)");
    assertThat(json.chars()).noneMatch(c -> c < ' ' && c != '\n').endsWith((int) '\n');
  }

  @Test
  void noFindingIsAnEmptyArray() throws IOException {
    assertThat(new JsonPrinter().print(List.of()).strip()).isEqualTo("[ ]");
    assertThat(at(new SarifPrinter().print(List.of()), "/runs/0/results")).isEqualTo("[");
  }

  @Test
  void sarifNamesToolRulesLevelsAndRegions() throws IOException {
    String sarif = new SarifPrinter().print(List.of(FULL, WHOLE_FILE, REMARK));
    String result = "/runs/0/results/";
    String place = "/locations/0/physicalLocation";
    assertThat(at(sarif, "/version")).isEqualTo("2.1.0");
    assertThat(at(sarif, "/runs/0/tool/driver/name")).isEqualTo("Bulwark");
    for (Code code : Code.values()) {
      String rule = "/runs/0/tool/driver/rules/" + code.ordinal();
      assertThat(at(sarif, rule + "/id")).isEqualTo(code.id());
      assertThat(at(sarif, rule + "/shortDescription/text")).isEqualTo(code.summary());
    }
    assertThat(at(sarif, result + "0/ruleId")).isEqualTo("E301");
    assertThat(at(sarif, result + "0/ruleIndex")).isEqualTo("" + Code.UNKNOWN_FIELD.ordinal());
    assertThat(at(sarif, result + "0/level")).isEqualTo("error");
    assertThat(at(sarif, result + "2/level")).isEqualTo("note");
    assertThat(at(sarif, result + "0" + place + "/artifactLocation/uri"))
        .isEqualTo("rules/my%20rules.yaml");
    assertThat(at(sarif, result + "1" + place + "/artifactLocation/uri"))
        .isEqualTo("gone%3A%C3%BCnlesbar.yaml");
    assertThat(at(sarif, result + "0/relatedLocations/0/physicalLocation/artifactLocation/uri"))
        .isEqualTo("file:///a/b.yaml");
    assertThat(at(sarif, result + "0" + place + "/region/startColumn")).isEqualTo("7");
    assertThat(at(sarif, result + "1" + place + "/region")).isEqualTo("(none)");
  }

  @Test
  void sarifIsAsItsSchemaAsks() throws IOException {
    Diagnostic twice =
        new Diagnostic(
            Code.REDEFINED,
            Severity.INFO,
            new Span("a b/%ü?#.yaml", 1, 0, 0, 0),
            "",
            Optional.of(""),
            List.of(FULL.notes().getFirst(), FULL.notes().getFirst()),
            Optional.empty());
    List<Diagnostic> all = List.of(FULL, WHOLE_FILE, REMARK, twice);
    assertThat(SarifShape.problems(new SarifPrinter().print(all))).isEmpty();
    assertThat(SarifShape.problems(new SarifPrinter().print(List.of()))).isEmpty();
  }

  @Test
  void theShapeOfSarifIsCheckedIndeed() throws IOException {
    String good = new SarifPrinter().print(List.of(FULL));
    assertThat(SarifShape.problems(good.replace("\"startLine\" : 3", "\"startLine\" : 0")))
        .containsExactly(
            "/runs/0/results/0/locations/0/physicalLocation/region/startLine: `0` is no count");
    assertThat(SarifShape.problems(good.replace("\"2.1.0\"", "\"2.0.0\""))).hasSize(1);
    assertThat(SarifShape.problems(good.replace("\"driver\"", "\"drive\"")))
        .containsExactly("/runs/0/tool: `driver` is missing", "/runs/0/tool: `drive` is no member");
    assertThat(SarifShape.problems(good.replace("my%20rules", "my rules"))).hasSize(1);
    assertThat(SarifShape.problems(good.replace("\"level\" : \"error\"", "\"level\" : \"info\"")))
        .hasSizeGreaterThan(1);
  }
}
