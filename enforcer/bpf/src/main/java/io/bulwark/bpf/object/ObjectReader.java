package io.bulwark.bpf.object;

import io.bulwark.bpf.btf.Btf;
import io.bulwark.bpf.btf.BtfBuilder;
import io.bulwark.bpf.btf.BtfFormatException;
import io.bulwark.bpf.elf.ElfFile;
import io.bulwark.bpf.elf.ElfFormatException;
import io.bulwark.bpf.elf.ElfReader;
import io.bulwark.bpf.elf.Relocation;
import io.bulwark.bpf.elf.Section;
import io.bulwark.bpf.elf.Symbol;
import io.bulwark.bpf.isa.Code;
import io.bulwark.bpf.isa.Decoder;
import io.bulwark.bpf.isa.Instruction;
import io.bulwark.bpf.isa.InvalidBytecode;
import io.bulwark.bpf.isa.Statement;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Bytes of an object file, ours or a C compiler's → the blueprint. */
public final class ObjectReader {
  /** More global data than any object has, in bytes per section; hostile sizes are refused. */
  private static final int MAX_DATA = 1 << 26;

  private final ElfFile elf;
  private final Parts parts;
  private final Btf types;
  private final ExtensionReader extension;
  private final References references;
  private final List<MapPlaces.Place> maps;

  private ObjectReader(byte[] bytes) {
    elf = ElfReader.read(bytes);
    parts = new Parts(elf);
    int btf = elf.indexOf(".BTF");
    types = btf < 0 ? new BtfBuilder().build() : Btf.read(elf.sections().get(btf).content());
    int ext = elf.indexOf(".BTF.ext");
    extension =
        new ExtensionReader(types, ext < 0 ? new byte[0] : elf.sections().get(ext).content());
    maps = MapPlaces.read(types, elf);
    references = new References(elf, parts, maps);
  }

  /**
   * The object in {@code bytes}.
   *
   * @throws ElfFormatException if the bytes are no ELF file of this kind
   * @throws BtfFormatException if its types are damaged
   * @throws ObjectFormatException if its sections contradict each other
   */
  public static BpfObject read(byte[] bytes) {
    return new ObjectReader(bytes).object();
  }

  private BpfObject object() {
    return new BpfObject(
        license(),
        functions(),
        maps.stream().map(MapPlaces.Place::map).toList(),
        data(),
        externs(),
        types);
  }

  private String license() {
    int index = elf.indexOf("license");
    if (index < 0) {
      return "";
    }
    byte[] bytes = elf.sections().get(index).content();
    int end = 0;
    while (end < bytes.length && bytes[end] != 0) {
      end++;
    }
    return new String(bytes, 0, end, StandardCharsets.UTF_8);
  }

  private List<DataSection> data() {
    List<DataSection> data = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (int index = 1; index < elf.sections().size(); index++) {
      Section section = elf.sections().get(index);
      boolean holdsBytes = section.type() == Section.PROGBITS || section.type() == Section.NOBITS;
      if (holdsBytes && DataSection.isData(section.name())) {
        if (section.size() > MAX_DATA) {
          throw new ObjectFormatException(section.name(), 0, "of " + section.size() + " bytes");
        }
        List<Variable> variables = parts.variables(index);
        variables.forEach(each -> requireNew(names, each.name(), section, each.offset()));
        data.add(
            new DataSection(section.name(), section.content(), (int) section.size(), variables));
      }
    }
    return data;
  }

  /** Linked objects may have two static things of one name; references here are by name. */
  private static void requireNew(Set<String> names, String name, Section section, long offset) {
    if (!names.add(name)) {
      throw new ObjectFormatException(section.name(), offset, "`" + name + "` is defined twice");
    }
  }

  private List<Extern> externs() {
    Map<String, String> sections = ExternSections.read(types);
    List<Extern> externs = new ArrayList<>();
    for (Symbol symbol : elf.symbols()) {
      String section = sections.get(symbol.name());
      if (symbol.section() == Symbol.UNDEFINED && section != null) {
        externs.add(new Extern(symbol.name(), section, symbol.binding() == Symbol.Binding.WEAK));
      }
    }
    return externs;
  }

  private List<Function> functions() {
    Map<Integer, Map<Long, Integer>> relocations = relocations();
    List<Function> functions = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (int index = 1; index < elf.sections().size(); index++) {
      if (elf.sections().get(index).isCode()) {
        Map<Long, Integer> ofSection = relocations.getOrDefault(index, new HashMap<>());
        for (Parts.Range range : parts.functions(index)) {
          Section section = elf.sections().get(index);
          requireNew(names, range.symbol().name(), section, range.start());
          functions.add(function(index, range, ofSection));
        }
        requireUsed(elf.sections().get(index), ofSection);
      }
    }
    extension.requireUsed();
    return functions;
  }

  /** Section → offset → symbol. */
  private Map<Integer, Map<Long, Integer>> relocations() {
    Map<Integer, Map<Long, Integer>> all = new HashMap<>();
    for (Section section : elf.sections()) {
      int target = section.info();
      if (section.type() == Section.REL
          && target > 0
          && target < elf.sections().size()
          && elf.sections().get(target).isCode()) {
        for (Relocation each : ElfReader.relocations(section)) {
          boolean known =
              each.type() == Relocation.R_BPF_64_64 || each.type() == Relocation.R_BPF_64_32;
          Map<Long, Integer> ofSection = all.computeIfAbsent(target, _ -> new HashMap<>());
          if (!known || ofSection.put(each.offset(), each.symbol()) != null) {
            throw new ObjectFormatException(
                elf.sections().get(target).name(),
                each.offset(),
                "relocation of type " + each.type() + ", or a second one");
          }
        }
      }
    }
    return all;
  }

  /** A relocation inside of an instruction would be lost without a word. */
  private static void requireUsed(Section section, Map<Long, Integer> left) {
    for (long offset : left.keySet()) {
      throw new ObjectFormatException(
          section.name(), offset, "relocation is at no instruction's start");
    }
  }

  private Function function(int index, Parts.Range range, Map<Long, Integer> relocations) {
    Section section = elf.sections().get(index);
    Symbol symbol = range.symbol();
    byte[] bytes = Arrays.copyOfRange(section.content(), range.start(), range.end());
    try {
      List<Statement> statements = new ArrayList<>();
      int at = range.start();
      for (Instruction instruction : Decoder.instructions(bytes)) {
        References.Place place = new References.Place(index, section.name(), at);
        Integer target = relocations.remove((long) at);
        Statement statement =
            target == null
                ? references.plain(instruction, place)
                : references.relocated(instruction, target, place);
        statements.add(extension.annotate(statement, section.name(), at));
        at += 8 * instruction.slots();
      }
      return new Function(symbol.name(), section.name(), linkage(symbol), Code.of(statements));
    } catch (InvalidBytecode e) {
      throw new ObjectFormatException(
          section.name(),
          range.start() + e.offset(),
          "function `" + symbol.name() + "`: " + e.problem());
    }
  }

  private static Function.Linkage linkage(Symbol symbol) {
    if (symbol.hidden()) {
      return Function.Linkage.STATIC;
    }
    return switch (symbol.binding()) {
      case LOCAL -> Function.Linkage.STATIC;
      case WEAK -> Function.Linkage.WEAK;
      case GLOBAL, OTHER -> Function.Linkage.GLOBAL;
    };
  }
}
