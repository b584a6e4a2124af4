package io.bulwark.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import io.bulwark.bpf.object.BpfObject;
import io.bulwark.bpf.object.DataSection;
import io.bulwark.bpf.object.Extern;
import io.bulwark.bpf.object.Function;
import io.bulwark.bpf.object.MapSpec;
import io.bulwark.bpf.object.ObjectPrinter;
import io.bulwark.bpf.object.Variable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code bulwark bpf dump}: programs, maps, variables, externs of an object. */
@Command(name = "dump", description = "List what is in an object file.")
final class BpfDumpCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Option(names = "--json", description = "One JSON object.")
  private boolean asJson;

  @Parameters(paramLabel = "OBJECT", description = "Object file.")
  private Path file = Path.of("");

  BpfDumpCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    terminal.out().print(BpfFiles.use(file, this::text));
    return ExitCode.OK;
  }

  private String text(BpfObject object) {
    return asJson
        ? new Json().text(json -> write(json, object)) + "\n"
        : ObjectPrinter.summary(object);
  }

  private static void write(JsonGenerator json, BpfObject object) throws IOException {
    json.writeStartObject();
    json.writeStringField("license", object.license());
    json.writeArrayFieldStart("functions");
    for (Function function : object.functions()) {
      json.writeStartObject();
      json.writeStringField("name", function.name());
      json.writeStringField("section", function.section());
      json.writeBooleanField("program", function.isProgram());
      json.writeNumberField("instructions", function.code().size());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("maps");
    for (MapSpec map : object.maps()) {
      json.writeStartObject();
      json.writeStringField("name", map.name());
      json.writeNumberField("type", map.definition().type());
      json.writeNumberField("maxEntries", map.definition().maxEntries());
      json.writeNumberField("flags", map.definition().flags());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("data");
    for (DataSection section : object.data()) {
      data(json, section);
    }
    json.writeEndArray();
    Json.texts(json, "externs", object.externs().stream().map(Extern::name).toList());
    json.writeNumberField("types", object.types().size() - 1);
    json.writeEndObject();
  }

  private static void data(JsonGenerator json, DataSection section) throws IOException {
    json.writeStartObject();
    json.writeStringField("section", section.name());
    json.writeNumberField("size", section.size());
    json.writeArrayFieldStart("variables");
    for (Variable variable : section.variables()) {
      json.writeStartObject();
      json.writeStringField("name", variable.name());
      json.writeNumberField("offset", variable.offset());
      json.writeNumberField("size", variable.size());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }
}
