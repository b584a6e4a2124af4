package io.bulwark.bpf.object;

import io.bulwark.bpf.btf.BtfType;
import io.bulwark.bpf.btf.MapDefinition;
import io.bulwark.bpf.btf.MapDefinition.Shape;
import io.bulwark.bpf.isa.Disassembler;
import java.util.Locale;

/** An object as text, for people. */
public final class ObjectPrinter {
  private final StringBuilder out = new StringBuilder();
  private final BpfObject object;

  private ObjectPrinter(BpfObject object) {
    this.object = object;
  }

  /** What is in the object: a line for each function, map, variable and extern. */
  public static String summary(BpfObject object) {
    return new ObjectPrinter(object).summary();
  }

  /** The disassembly of a function, headed by its name and section. */
  public static String disassembly(Function function) {
    return visible(
        function.name() + " (" + function.section() + "):\n" + Disassembler.print(function.code()));
  }

  /** A file's names go to a terminal: nothing in them may steer it. */
  private static String visible(String text) {
    return text.replaceAll("[\\p{Cntrl}&&[^\n\t]]", "?");
  }

  private String summary() {
    line("license %s", object.license());
    object.programs().forEach(each -> function("program", each));
    object.functions().stream()
        .filter(each -> !each.isProgram())
        .forEach(each -> function("func", each));
    object.maps().forEach(this::map);
    object.data().forEach(this::data);
    for (Extern extern : object.externs()) {
      line("extern  %-20s %s%s", extern.name(), extern.section(), extern.weak() ? ", weak" : "");
    }
    line("types   %d", object.types().size() - 1);
    return out.toString();
  }

  private void line(String format, Object... arguments) {
    String text = format.formatted(arguments).stripTrailing().replace('\n', '?');
    out.append(visible(text)).append('\n');
  }

  private void function(String kind, Function function) {
    long cores =
        function.code().statements().stream()
            .filter(each -> each.metadata().core() != null)
            .count();
    line(
        "%-7s %-20s %-24s %5d instructions%s%s",
        kind,
        function.name(),
        function.section(),
        function.code().size(),
        cores == 0 ? "" : ", " + cores + " CO-RE",
        function.linkage() == Function.Linkage.GLOBAL
            ? ""
            : ", " + function.linkage().name().toLowerCase(Locale.ROOT));
  }

  private void map(MapSpec map) {
    MapDefinition definition = map.definition();
    line(
        "map     %-20s %-24s %d entries, key %s, value %s%s%s",
        map.name(),
        MapNames.of(definition.type()),
        definition.maxEntries(),
        shape(definition.key()),
        shape(definition.value()),
        definition.flags() == 0 ? "" : ", flags 0x" + Long.toHexString(definition.flags()),
        definition.pinByName() ? ", pinned" : "");
  }

  private String shape(Shape shape) {
    return switch (shape) {
      case Shape.None _ -> "none";
      case Shape.Size(int bytes) -> bytes + " bytes";
      case Shape.Typed(int type) -> {
        BtfType resolved = object.types().type(type);
        String name = resolved.name().isEmpty() ? resolved.kind().name() : resolved.name();
        yield name.toLowerCase(Locale.ROOT);
      }
    };
  }

  private void data(DataSection section) {
    line("data    %-20s %d bytes", section.name(), section.size());
    for (Variable variable : section.variables()) {
      line(
          "  %5d %-20s %d bytes%s",
          variable.offset(), variable.name(), variable.size(), variable.global() ? "" : ", static");
    }
  }
}
