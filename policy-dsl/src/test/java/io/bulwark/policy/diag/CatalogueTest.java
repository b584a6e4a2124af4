package io.bulwark.policy.diag;

import static org.assertj.core.api.Assertions.assertThat;

import io.bulwark.fixtures.Golden;
import io.bulwark.policy.LoadOptions;
import io.bulwark.policy.PolicyFile;
import io.bulwark.policy.PolicyLoader;
import io.bulwark.policy.yaml.YamlReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every code of the catalogue has an example, and what it prints is as recorded. */
class CatalogueTest {
  private static final Path FOLDER = Path.of("src/test/resources/diagnostics");

  @ParameterizedTest
  @EnumSource(Code.class)
  void hasAnExample(Code code) throws IOException {
    List<PolicyFile> files = example(code);
    List<Diagnostic> found =
        code == Code.FILE_READ
            ? List.of(unreadable())
            : PolicyLoader.load(files, LoadOptions.defaults()).diagnostics();
    assertThat(found).extracting(Diagnostic::code).contains(code);
    Map<String, List<String>> lines = new HashMap<>();
    for (PolicyFile file : files) {
      if (file.content().length < YamlReader.MAX_BYTES) {
        String text = new String(file.content(), StandardCharsets.UTF_8);
        lines.put(file.name(), text.lines().toList());
      }
    }
    String printed = new TextPrinter(lines, false).print(found);
    Golden.check(FOLDER.resolve(code.id() + ".txt"), printed);
  }

  /** The files of an example; those that are not text are made here. */
  private static List<PolicyFile> example(Code code) throws IOException {
    return switch (code) {
      case FILE_READ -> List.of();
      case FILE_TOO_LARGE ->
          List.of(new PolicyFile("E002.yaml", new byte[YamlReader.MAX_BYTES + 1]));
      case BAD_ENCODING ->
          List.of(
              new PolicyFile(
                  "E003.yaml",
                  "- list: caf\u00e9\n  items: []\n".getBytes(StandardCharsets.ISO_8859_1)));
      default -> files(code);
    };
  }

  private static List<PolicyFile> files(Code code) throws IOException {
    String text = Files.readString(FOLDER.resolve(code.id() + ".yaml"));
    List<PolicyFile> out = new ArrayList<>();
    for (String file : text.split("(?m)^-- file\n")) {
      String name = out.isEmpty() ? code.id() + ".yaml" : "later.yaml";
      out.add(new PolicyFile(name, file.getBytes(StandardCharsets.UTF_8)));
    }
    return out;
  }

  /** Whoever reads files reports it: this module gets bytes. */
  private static Diagnostic unreadable() {
    return new Diagnostic(
        Code.FILE_READ,
        Severity.ERROR,
        Span.ofFile("E001.yaml"),
        "cannot read the file: no such file",
        Optional.of(Code.FILE_READ.fix()),
        List.of(),
        Optional.empty());
  }

  @Test
  void idsAreUniqueAndMatchTheirSeverity() {
    assertThat(Code.values()).extracting(Code::id).doesNotHaveDuplicates();
    for (Code code : Code.values()) {
      assertThat(code.id()).matches("[EWI][0-9]{3}");
      char letter =
          switch (code.severity()) {
            case ERROR -> 'E';
            case WARNING -> 'W';
            case INFO -> 'I';
          };
      assertThat(code.id().charAt(0)).as(code.id()).isEqualTo(letter);
      assertThat(code.summary()).isNotBlank().doesNotEndWith(".");
      assertThat(code.fix()).isNotBlank().doesNotEndWith(".");
    }
  }

  @Test
  void everyUpstreamNameIsMapped() {
    List<String> names = new ArrayList<>();
    for (Code code : Code.values()) {
      names.add(code.upstream());
    }
    assertThat(names)
        .contains(
            "LOAD_ERR_FILE_READ",
            "LOAD_ERR_YAML_PARSE",
            "LOAD_ERR_YAML_VALIDATE",
            "LOAD_ERR_COMPILE_CONDITION",
            "LOAD_ERR_COMPILE_OUTPUT",
            "LOAD_ERR_VALIDATE",
            "LOAD_UNKNOWN_SOURCE",
            "LOAD_UNSAFE_NA_CHECK",
            "LOAD_NO_EVTTYPE",
            "LOAD_UNKNOWN_FILTER",
            "LOAD_UNUSED_MACRO",
            "LOAD_UNUSED_LIST",
            "LOAD_UNKNOWN_ITEM",
            "LOAD_DEPRECATED_ITEM",
            "LOAD_APPEND_NO_VALUES",
            "LOAD_EXCEPTION_NAME_NOT_UNIQUE",
            "LOAD_INVALID_MACRO_NAME",
            "LOAD_INVALID_LIST_NAME",
            "LOAD_COMPILE_CONDITION",
            "LOAD_UNKNOWN_KEY");
  }
}
