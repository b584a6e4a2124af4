package io.bulwark.bpf.object;

import io.bulwark.bpf.btf.BtfBuilder;
import io.bulwark.bpf.btf.BtfType;
import io.bulwark.bpf.btf.MapDefinition;
import io.bulwark.bpf.btf.MapTypes;
import io.bulwark.bpf.isa.Code;
import io.bulwark.bpf.isa.CoreRelocation;
import io.bulwark.bpf.isa.Metadata;
import io.bulwark.bpf.isa.SourceLine;
import io.bulwark.bpf.isa.Statement;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Puts an object together, types included, so that names, symbols and BTF agree.
 *
 * <pre>{@code
 * ObjectBuilder object = new ObjectBuilder("GPL");
 * object.map("events", MapDefinition.ringBuffer(1 << 20));
 * object.program("check_open", "lsm/file_open", code);
 * byte[] bytes = ObjectWriter.write(object.build());
 * }</pre>
 */
public final class ObjectBuilder {
  private final String license;
  private final BtfBuilder types = new BtfBuilder();
  private final List<Function> functions = new ArrayList<>();
  private final List<MapSpec> maps = new ArrayList<>();
  private final List<MapTypes.Named> mapStructs = new ArrayList<>();
  private final Map<String, DataPart> data = new LinkedHashMap<>();
  private final List<Extern> externs = new ArrayList<>();
  private final Map<String, List<BtfType.Slot>> externSlots = new LinkedHashMap<>();

  /** {@code license} {@code GPL} opens all kernel functions. */
  public ObjectBuilder(String license) {
    this.license = license;
  }

  /** A data section that still grows. */
  private static final class DataPart {
    final ByteArrayOutputStream content = new ByteArrayOutputStream();
    final List<Variable> variables = new ArrayList<>();
    final List<BtfType.Slot> slots = new ArrayList<>();
  }

  /** The types, for those of keys, values, variables and CO-RE paths. */
  public BtfBuilder types() {
    return types;
  }

  /** Adds a map. */
  public ObjectBuilder map(String name, MapDefinition definition) {
    maps.add(new MapSpec(name, definition));
    mapStructs.add(new MapTypes.Named(name, MapTypes.add(types, name, definition)));
    return this;
  }

  /**
   * Adds a global variable, aligned to the largest power of two up to 8 that divides its size.
   *
   * @param section {@code .rodata}, {@code .data} or {@code .bss}, or one of these and a suffix
   * @param type id of its type, whose size is that of {@code initial}
   */
  public ObjectBuilder variable(String section, String name, int type, byte[] initial) {
    DataPart part = data.computeIfAbsent(section, _ -> new DataPart());
    int alignment = Math.max(1, Math.min(8, Integer.lowestOneBit(initial.length)));
    while (part.content.size() % alignment != 0) {
      part.content.write(0);
    }
    int offset = part.content.size();
    part.content.writeBytes(initial);
    int qualified =
        section.startsWith(".rodata")
            ? types.intern(new BtfType.Const(types.intern(new BtfType.Volatile(type))))
            : type;
    int variable = types.add(new BtfType.Var(name, qualified, BtfType.Linkage.GLOBAL));
    part.variables.add(new Variable(name, offset, initial.length, true));
    part.slots.add(new BtfType.Slot(variable, offset, initial.length));
    return this;
  }

  /** Adds something that the kernel has to define; {@code type} is the id of its type. */
  public ObjectBuilder extern(Extern extern, int type, int size) {
    externs.add(extern);
    int variable = types.add(new BtfType.Var(extern.name(), type, BtfType.Linkage.EXTERN));
    List<BtfType.Slot> slots =
        externSlots.computeIfAbsent(extern.section(), _ -> new ArrayList<>());
    slots.add(new BtfType.Slot(variable, end(slots, size), size));
    return this;
  }

  /** Where the next slot may start; loaders lay externs out anew, but slots must not overlap. */
  private static int end(List<BtfType.Slot> slots, int alignment) {
    if (slots.isEmpty()) {
      return 0;
    }
    int end = slots.getLast().offset() + slots.getLast().size();
    int step = Math.max(1, alignment);
    return (end + step - 1) / step * step;
  }

  /** Adds a program, {@code int name(void *ctx)}. */
  public ObjectBuilder program(String name, String section, Code code) {
    int proto =
        types.intern(
            new BtfType.FuncProto(integer(), List.of(new BtfType.Param("ctx", types.pointer(0)))));
    return function(new Function(name, section, Function.Linkage.GLOBAL, code), proto);
  }

  /**
   * Adds a function.
   *
   * @param proto id of its prototype, whose parameters have names
   */
  public ObjectBuilder function(Function function, int proto) {
    boolean isStatic = function.linkage() == Function.Linkage.STATIC;
    types.add(
        new BtfType.Func(
            function.name(), proto, isStatic ? BtfType.Linkage.STATIC : BtfType.Linkage.GLOBAL));
    functions.add(
        new Function(
            function.name(), function.section(), function.linkage(), normal(function.code())));
    return this;
  }

  /** The type {@code int}. */
  public int integer() {
    return types.integer("int", 4, BtfType.Encoding.SIGNED);
  }

  /** Source lines stand only where they change; the first instruction has one if any has. */
  private static Code normal(Code code) {
    SourceLine last = null;
    for (int index = code.size() - 1; index >= 0; index--) {
      SourceLine line = code.metadata(index).source();
      last = line == null ? last : LineText.storable(line);
    }
    SourceLine first = last;
    List<Statement> statements = new ArrayList<>();
    @Nullable SourceLine before = null;
    for (Statement statement : code.statements()) {
      Metadata metadata = statement.metadata();
      SourceLine own = metadata.source() == null ? null : LineText.storable(metadata.source());
      SourceLine line = statements.isEmpty() && own == null ? first : own;
      boolean same = line == null || line.equals(before);
      statements.add(
          new Statement(statement.instruction(), metadata.withSource(same ? null : line)));
      before = line == null ? before : line;
    }
    return Code.of(statements);
  }

  /**
   * The blueprint.
   *
   * @throws io.bulwark.bpf.btf.BtfException if types break a rule
   */
  public BpfObject build() {
    if (!mapStructs.isEmpty()) {
      MapTypes.section(types, mapStructs);
    }
    List<DataSection> sections = new ArrayList<>();
    data.forEach((name, part) -> sections.add(section(name, part)));
    externSlots.forEach((name, slots) -> types.add(new BtfType.DataSec(name, 0, slots)));
    addStrings();
    return new BpfObject(license, functions, maps, sections, externs, types.build());
  }

  private DataSection section(String name, DataPart part) {
    types.add(new BtfType.DataSec(name, part.content.size(), part.slots));
    byte[] content = part.content.toByteArray();
    DataSection full = new DataSection(name, content, content.length, part.variables);
    return full.isZeros()
        ? new DataSection(name, new byte[0], content.length, part.variables)
        : full;
  }

  /** What {@code .BTF.ext} will name by offset. */
  private void addStrings() {
    for (Function function : functions) {
      types.string(function.section());
      for (Statement statement : function.code().statements()) {
        SourceLine source = statement.metadata().source();
        if (source != null) {
          types.string(source.file());
          types.string(source.text());
        }
        CoreRelocation core = statement.metadata().core();
        if (core != null) {
          types.string(core.access());
        }
      }
    }
  }
}
