package io.bulwark.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import io.bulwark.event.field.FieldCatalogue;
import io.bulwark.event.field.FieldDef;
import io.bulwark.event.field.FieldDef.Trait;
import io.bulwark.event.field.Multiplicity;
import io.bulwark.event.schema.EventSchema;
import io.bulwark.policy.select.NamePattern;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code bulwark fields}: what a rule may name. */
@Command(
    name = "fields",
    description = "List the fields (or event types) that conditions and outputs may name.")
final class FieldsCommand implements Callable<Integer> {

  private final Terminal terminal;

  @Option(names = "--json", description = "One JSON object a line.")
  private boolean asJson;

  @Option(names = "--events", description = "List event types (values of evt.type) instead.")
  private boolean events;

  @Parameters(
      paramLabel = "PATTERN",
      arity = "0..1",
      defaultValue = "",
      description = "Part of a name, or a pattern with * and ?.")
  private String pattern = "";

  FieldsCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Predicate<String> wanted = named(pattern);
    int shown = events ? events(wanted) : fields(wanted);
    if (shown == 0) {
      throw new UserFault(
          "no " + (events ? "event type" : "field") + " matches `" + pattern + "`",
          "`bulwark fields` without a pattern lists all");
    }
    return ExitCode.OK;
  }

  /** A part of a name; with {@code *} or {@code ?}, the whole name. */
  private static Predicate<String> named(String pattern) {
    boolean wild = pattern.indexOf('*') >= 0 || pattern.indexOf('?') >= 0;
    return wild ? name -> NamePattern.matches(pattern, name) : name -> name.contains(pattern);
  }

  private int events(Predicate<String> wanted) {
    List<String> names =
        EventSchema.standard().kindNames().stream().filter(wanted).sorted().toList();
    Json json = new Json();
    for (String name : names) {
      String line = asJson ? json.text(to -> event(to, name)) : name;
      terminal.out().println(line);
    }
    return names.size();
  }

  private static void event(JsonGenerator to, String name) throws IOException {
    to.writeStartObject();
    to.writeStringField("name", name);
    to.writeEndObject();
  }

  private int fields(Predicate<String> wanted) {
    List<FieldDef> fields =
        FieldCatalogue.standard().all().stream().filter(f -> wanted.test(f.name())).toList();
    Json json = new Json();
    for (FieldDef field : fields) {
      terminal.out().println(asJson ? json.text(to -> field(to, field)) : text(field));
    }
    return fields.size();
  }

  private static String text(FieldDef field) {
    String head = String.format("%-34s %-9s", field.name() + argument(field), type(field));
    return head + " [" + origin(field) + "] " + field.description();
  }

  private static void field(JsonGenerator to, FieldDef field) throws IOException {
    to.writeStartObject();
    to.writeStringField("name", field.name());
    to.writeStringField("class", field.fieldClass());
    to.writeStringField("type", field.type().name());
    to.writeStringField("values", field.multiplicity().name().toLowerCase(Locale.ROOT));
    to.writeStringField("argument", field.argument().name().toLowerCase(Locale.ROOT));
    to.writeStringField("evaluated", origin(field));
    Json.texts(
        to,
        "traits",
        field.traits().stream().map(t -> t.name().toLowerCase(Locale.ROOT)).sorted().toList());
    to.writeStringField("description", field.description());
    to.writeEndObject();
  }

  private static String argument(FieldDef field) {
    boolean dotted = field.is(Trait.DOTTED);
    return switch (field.argument()) {
      case NONE -> "";
      case OPTIONAL_INDEX -> "[N]?";
      case REQUIRED_INDEX -> "[N]";
      case OPTIONAL_KEY -> dotted ? "(.KEY)?" : "[KEY]?";
      case REQUIRED_KEY -> dotted ? ".KEY" : "[KEY]";
      case OPTIONAL_ANY -> "[N|KEY]?";
      case REQUIRED_ANY -> dotted ? ".KEY|[N]" : "[N|KEY]";
    };
  }

  private static String type(FieldDef field) {
    String type = field.type().name();
    return field.multiplicity() == Multiplicity.ONE ? type : type + "…";
  }

  /** Where the value comes from, which is where a condition on it can be decided. */
  private static String origin(FieldDef field) {
    if (field.is(Trait.UNSUPPORTED)) {
      return "unsupported";
    }
    if (field.is(Trait.CONTAINER)) {
      return "container";
    }
    return field.is(Trait.PROCESS) ? "process" : "event";
  }
}
