package io.bulwark.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import io.bulwark.policy.PolicyFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code falco --support}: what a report of a problem should hold, as JSON. */
final class FalcoSupport {
  private final String commandLine;
  private final @Nullable String config;
  private final List<PolicyFile> rules;

  FalcoSupport(String commandLine, @Nullable String config, List<PolicyFile> rules) {
    this.commandLine = commandLine;
    this.config = config;
    this.rules = List.copyOf(rules);
  }

  void print(Terminal terminal) {
    terminal.out().println(new Json().text(this::write));
  }

  private void write(JsonGenerator to) throws IOException {
    to.writeStartObject();
    to.writeStringField("cmdline", commandLine);
    to.writeStringField("config", config == null ? "" : text(RuleFiles.path(config)));
    to.writeFieldName("engine_info");
    FalcoVersion.write(to);
    to.writeArrayFieldStart("rules_files");
    for (PolicyFile file : rules) {
      to.writeStartObject();
      to.writeStringField("name", file.name());
      to.writeArrayFieldStart("variants");
      to.writeStartObject();
      to.writeStringField("content", new String(file.content(), StandardCharsets.UTF_8));
      to.writeEndObject();
      to.writeEndArray();
      to.writeEndObject();
    }
    to.writeEndArray();
    to.writeObjectFieldStart("system_info");
    to.writeStringField("machine", machine());
    to.writeStringField("nodename", text(Path.of("/proc/sys/kernel/hostname")).strip());
    to.writeStringField("release", System.getProperty("os.version", ""));
    to.writeStringField("sysname", System.getProperty("os.name", ""));
    to.writeStringField("version", text(Path.of("/proc/sys/kernel/version")).strip());
    to.writeEndObject();
    to.writeStringField("version", Version.text());
    to.writeEndObject();
  }

  private static String machine() {
    String name = System.getProperty("os.arch", "");
    return name.equals("amd64") ? "x86_64" : name;
  }

  /** A file's text; empty where it cannot be read, as in upstream's report. */
  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return "";
    }
  }
}
