package io.bulwark.bpf.object;

import io.bulwark.bpf.btf.BtfKind;
import io.bulwark.bpf.btf.BtfType;
import io.bulwark.bpf.elf.ElfWriter;
import io.bulwark.bpf.elf.Relocation;
import io.bulwark.bpf.elf.Section;
import io.bulwark.bpf.elf.Symbol;
import io.bulwark.bpf.elf.Symbol.Binding;
import io.bulwark.bpf.elf.Symbol.Kind;
import io.bulwark.bpf.isa.Code;
import io.bulwark.bpf.isa.Instruction;
import io.bulwark.bpf.isa.Reference;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The blueprint → an object file that libbpf and the usual tools take; the same blueprint gives the
 * same bytes.
 *
 * <p>What it refuses ({@link ObjectChecks}) are above all the mistakes that loaders pass over in
 * silence. It reads its own result back and compares.
 */
public final class ObjectWriter {
  private final BpfObject object;
  private final ElfWriter elf = new ElfWriter();

  /** Name → position of the symbol among those added. */
  private final Map<String, Integer> symbols = new HashMap<>();

  /** Byte offset in {@code .text} of each static function. */
  private final Map<String, Integer> statics = new HashMap<>();

  private ObjectWriter(BpfObject object) {
    this.object = object;
    int offset = 0;
    for (Function each : object.functions()) {
      if (!each.isProgram()) {
        if (each.linkage() == Function.Linkage.STATIC) {
          statics.put(each.name(), offset);
        }
        offset += 8 * each.code().slotCount();
      }
    }
  }

  /**
   * The file.
   *
   * @throws InvalidObject with everything that is wrong with the blueprint
   */
  public static byte[] write(BpfObject object) {
    List<String> problems = ObjectChecks.check(object);
    if (!problems.isEmpty()) {
      throw new InvalidObject(problems);
    }
    byte[] bytes = new ObjectWriter(object).bytes();
    if (!ObjectReader.read(bytes).equals(object)) {
      throw new InvalidObject(List.of("the written file reads back differently"));
    }
    return bytes;
  }

  private byte[] bytes() {
    Map<String, List<Function>> bySection = new LinkedHashMap<>();
    for (Function each : object.functions()) {
      bySection.computeIfAbsent(each.section(), _ -> new ArrayList<>()).add(each);
    }
    Map<String, Integer> indexes = new LinkedHashMap<>();
    bySection.forEach((name, functions) -> indexes.put(name, code(name, functions)));
    byte[] license = (object.license() + "\0").getBytes(StandardCharsets.UTF_8);
    elf.add(Section.bytes("license", Section.ALLOC | Section.WRITE, 1, license));
    maps();
    object.data().forEach(this::data);
    object.externs().forEach(this::extern);
    elf.add(Section.bytes(".BTF", 0, 4, object.types().toBytes()));
    byte[] extension = ExtensionWriter.write(object.types(), bySection);
    elf.add(Section.bytes(".BTF.ext", 0, 4, extension));
    bySection.forEach((name, functions) -> {
      List<Relocation> relocations = relocations(functions);
      if (!relocations.isEmpty()) {
        elf.relocate(Objects.requireNonNull(indexes.get(name)), relocations);
      }
    });
    return elf.write();
  }

  private void symbol(Symbol symbol) {
    symbols.put(symbol.name(), elf.add(symbol));
  }

  private int code(String name, List<Function> functions) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    List<byte[]> codes =
        functions.stream().map(each -> Stored.code(each.code(), statics).encode()).toList();
    codes.forEach(out::writeBytes);
    int index =
        elf.add(Section.bytes(name, Section.ALLOC | Section.EXECINSTR, 8, out.toByteArray()));
    if (name.equals(Function.TEXT) && loadsStaticAddress()) {
      symbols.put(name, elf.add(new Symbol("", 0, 0, Kind.SECTION, Binding.LOCAL, false, index)));
    }
    long offset = 0;
    for (int at = 0; at < codes.size(); at++) {
      Function function = functions.get(at);
      int length = codes.get(at).length;
      symbol(
          new Symbol(function.name(), offset, length, Kind.FUNC, binding(function), false, index));
      offset += length;
    }
    return index;
  }

  private boolean loadsStaticAddress() {
    return object.functions().stream()
        .flatMap(each -> each.code().statements().stream())
        .anyMatch(each -> Stored.isStaticAddress(each, statics));
  }

  private static Binding binding(Function function) {
    return switch (function.linkage()) {
      case STATIC -> Binding.LOCAL;
      case GLOBAL -> Binding.GLOBAL;
      case WEAK -> Binding.WEAK;
    };
  }

  private void maps() {
    if (object.maps().isEmpty()) {
      return;
    }
    int id = object.types().find(BtfKind.DATASEC, MapPlaces.SECTION);
    List<BtfType.Slot> slots = ((BtfType.DataSec) object.types().type(id)).slots();
    int size = slots.stream().mapToInt(BtfType.Slot::size).sum();
    int index =
        elf.add(Section.bytes(MapPlaces.SECTION, Section.ALLOC | Section.WRITE, 8, new byte[size]));
    int offset = 0;
    for (BtfType.Slot slot : slots) {
      String name = object.types().type(slot.type()).name();
      symbol(new Symbol(name, offset, slot.size(), Kind.OBJECT, Binding.GLOBAL, false, index));
      offset += slot.size();
    }
  }

  private void data(DataSection section) {
    long flags = Section.ALLOC | (section.isReadOnly() ? 0 : Section.WRITE);
    int index =
        elf.add(
            section.isZeros()
                ? Section.zeros(section.name(), flags, 8, section.size())
                : Section.bytes(section.name(), flags, 8, section.content()));
    symbols.put(
        section.name(), elf.add(new Symbol("", 0, 0, Kind.SECTION, Binding.LOCAL, false, index)));
    for (Variable variable : section.variables()) {
      symbol(
          new Symbol(
              variable.name(),
              variable.offset(),
              variable.size(),
              Kind.OBJECT,
              variable.global() ? Binding.GLOBAL : Binding.LOCAL,
              false,
              index));
    }
  }

  private void extern(Extern extern) {
    Binding binding = extern.weak() ? Binding.WEAK : Binding.GLOBAL;
    symbol(new Symbol(extern.name(), 0, 0, Kind.NOTYPE, binding, false, Symbol.UNDEFINED));
  }

  private List<Relocation> relocations(List<Function> functions) {
    List<Relocation> relocations = new ArrayList<>();
    long start = 0;
    for (Function function : functions) {
      Code code = function.code();
      for (int index = 0; index < code.size(); index++) {
        Reference reference = code.metadata(index).reference();
        if (reference != null) {
          int type =
              code.instruction(index) instanceof Instruction.LoadImm64
                  ? Relocation.R_BPF_64_64
                  : Relocation.R_BPF_64_32;
          boolean throughSection = Stored.isStaticAddress(code.statements().get(index), statics);
          String target = throughSection ? Function.TEXT : reference.name();
          int symbol = Objects.requireNonNull(symbols.get(target));
          relocations.add(new Relocation(start + 8L * code.slotOf(index), symbol, type));
        }
      }
      start += 8L * code.slotCount();
    }
    return relocations;
  }
}
