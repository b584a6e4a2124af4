package io.bulwark.stream.fields;

import static org.assertj.core.api.Assertions.assertThat;

import io.bulwark.event.access.FieldReader;
import io.bulwark.event.access.SyscallEvent;
import io.bulwark.event.field.FieldRef;
import io.bulwark.event.field.FieldResolution;
import io.bulwark.event.field.FieldResolver;
import io.bulwark.event.schema.EventSchema;
import io.bulwark.fixtures.Upstream;
import io.bulwark.stream.ReplayOptions;
import io.bulwark.stream.ReplaySource;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Every field of every recorded event against the values that Falco printed, in strict mode. */
final class FieldOracleTest {
  private static final double REQUIRED = 1.0;
  private static final String SUFFIX = ".fields.jsonl.gz";

  private final FieldResolver resolver = FieldResolver.standard();
  private final OracleReport report = new OracleReport();

  @Test
  void agreesWithTheRecordedValues() throws IOException {
    Path oracles = Upstream.require("falco-oracle");
    Path captures = Upstream.require("captures");
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> found = Files.newDirectoryStream(oracles, "*" + SUFFIX)) {
      found.forEach(files::add);
    }
    files.sort(null);

    for (Path file : files) {
      String name = file.getFileName().toString().replace(SUFFIX, "");
      compare(name, captures.resolve(name + ".scap"), OracleFile.read(file));
    }

    String text = report.text();
    System.out.println(text);
    Files.writeString(Path.of("target", "field-differences.tsv"), report.differences());
    Files.writeString(Path.of("target", "field-oracle.md"), text);
    assertThat(report.agreement()).as(text).isGreaterThanOrEqualTo(REQUIRED);
  }

  private void compare(String capture, Path file, OracleFile oracle) throws IOException {
    report.capture(capture);
    ReplayOptions options = ReplayOptions.of(problem -> {}).withStrict(true);
    try (ReplaySource source = ReplaySource.open(file, EventSchema.standard(), options)) {
      FieldReader type = reader(source, "evt.type");
      Map<String, FieldReader> readers = new HashMap<>();
      while (source.next()) {
        SyscallEvent event = source.event();
        OracleFile.Key key =
            new OracleFile.Key(event.timestamp(), event.tid(), type.value().text());
        Map<String, @Nullable Object> recorded = oracle.take(key);
        if (recorded != null) {
          compare(source, readers, key.type(), recorded);
        }
      }
    }
    for (Map<String, @Nullable Object> missed : oracle.left()) {
      report.missedEvent(String.valueOf(missed.get("evt.type")), missed.size());
    }
  }

  private void compare(
      ReplaySource source,
      Map<String, FieldReader> readers,
      String type,
      Map<String, @Nullable Object> recorded) {
    for (Map.Entry<String, @Nullable Object> entry : recorded.entrySet()) {
      String field = entry.getKey();
      FieldReader reader = readers.computeIfAbsent(field, name -> reader(source, name));
      Object got = OracleFile.plain(reader.value());
      report.value(field, type, source.event().number(), got, entry.getValue());
    }
  }

  private FieldReader reader(ReplaySource source, String text) {
    int bracket = text.indexOf('[');
    FieldResolution resolution =
        bracket < 0
            ? resolver.resolve(text, Optional.empty())
            : resolver.resolve(
                text.substring(0, bracket),
                Optional.of(text.substring(bracket + 1, text.length() - 1)));
    FieldRef field = ((FieldResolution.Resolved) resolution).field();
    return Objects.requireNonNull(source.binder().bind(field), text);
  }
}
