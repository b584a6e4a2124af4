package io.bulwark.bpf.object;

import io.bulwark.bpf.elf.ElfFile;
import io.bulwark.bpf.elf.Section;
import io.bulwark.bpf.elf.Symbol;
import io.bulwark.bpf.isa.Constant;
import io.bulwark.bpf.isa.Instruction;
import io.bulwark.bpf.isa.Metadata;
import io.bulwark.bpf.isa.Reference;
import io.bulwark.bpf.isa.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Relocations → references by name. */
final class References {
  private static final Constant NOTHING = new Constant.Number(0);

  private final ElfFile elf;
  private final Parts parts;

  /** Offset in {@code .maps} → name. */
  private final Map<Long, String> maps = new HashMap<>();

  /** Section → its variables by offset; filled when first asked for. */
  private final Map<Integer, NavigableMap<Integer, Variable>> variables = new HashMap<>();

  References(ElfFile elf, Parts parts, List<MapPlaces.Place> maps) {
    this.elf = elf;
    this.parts = parts;
    maps.forEach(each -> this.maps.putIfAbsent(each.offset(), each.map().name()));
  }

  /** Where an instruction stands, for messages and for calls within a section. */
  record Place(int section, String name, int offset) {
    ObjectFormatException wrong(String problem) {
      return new ObjectFormatException(name, offset, problem);
    }
  }

  /** The instruction with the symbol that its relocation names. */
  Statement relocated(Instruction instruction, int symbolIndex, Place place) {
    if (symbolIndex <= 0 || symbolIndex >= elf.symbols().size()) {
      throw place.wrong("relocation against symbol " + symbolIndex);
    }
    Symbol symbol = elf.symbols().get(symbolIndex);
    return switch (instruction) {
      case Instruction.LoadImm64(var dst, Constant.Number(long addend)) when addend >>> 32 == 0 ->
          with(
              new Instruction.LoadImm64(dst, NOTHING),
              symbol.section() == Symbol.UNDEFINED
                  ? new Reference.ToExtern(symbol.name())
                  : address(symbol, (int) addend, place));
      case Instruction.CallLocal(int imm) when symbol.section() == Symbol.UNDEFINED ->
          with(new Instruction.CallKfunc(0, 0), new Reference.ToKfunc(symbol.name()));
      case Instruction.CallLocal(int imm) ->
          with(
              new Instruction.CallLocal(-1),
              function(symbol, symbol.value() + (imm + 1L) * 8, place));
      case Instruction.CallKfunc(_, _) when symbol.section() == Symbol.UNDEFINED ->
          with(new Instruction.CallKfunc(0, 0), new Reference.ToKfunc(symbol.name()));
      case Instruction other ->
          throw place.wrong("relocation on `" + other + "`, which takes none");
    };
  }

  private static Statement with(Instruction instruction, Reference reference) {
    return new Statement(instruction, Metadata.NONE.withReference(reference));
  }

  private Reference address(Symbol symbol, int addend, Place place) {
    if (symbol.section() >= elf.sections().size()) {
      throw place.wrong("symbol `" + symbol.name() + "` is in no section");
    }
    Section section = elf.sections().get(symbol.section());
    if (section.name().equals(MapPlaces.SECTION)) {
      return map(symbol, addend, place);
    } else if (section.isCode()) {
      return function(symbol, symbol.value() + addend, place);
    } else if (DataSection.isData(section.name())) {
      return symbol.kind() == Symbol.Kind.OBJECT
          ? new Reference.ToVariable(symbol.name(), addend)
          : variable(symbol.section(), symbol.value() + addend, section.name());
    }
    throw place.wrong("reference into section `" + section.name() + "`");
  }

  /** Loaders look at the symbol's place only: with an addend they would take another map. */
  private Reference map(Symbol symbol, int addend, Place place) {
    String map = maps.get(symbol.value());
    if (map == null || addend != 0) {
      throw place.wrong(
          "there is no map at byte " + symbol.value() + " of `.maps`, or " + addend + " is added");
    }
    return new Reference.ToMap(map);
  }

  private Reference variable(int section, long offset, String sectionName) {
    NavigableMap<Integer, Variable> places = variables.computeIfAbsent(section, this::byOffset);
    Map.Entry<Integer, Variable> before =
        offset == (int) offset ? places.floorEntry((int) offset) : null;
    if (before != null && offset - before.getKey() < before.getValue().size()) {
      return new Reference.ToVariable(before.getValue().name(), (int) (offset - before.getKey()));
    }
    return new Reference.ToVariable(sectionName, (int) offset);
  }

  private NavigableMap<Integer, Variable> byOffset(int section) {
    NavigableMap<Integer, Variable> places = new TreeMap<>();
    parts.variables(section).forEach(each -> places.putIfAbsent(each.offset(), each));
    return places;
  }

  private Reference function(Symbol symbol, long offset, Place place) {
    Symbol target = parts.functionAt(symbol.section(), offset);
    if (target == null) {
      throw place.wrong("no function starts at byte " + offset + " of `" + symbol.name() + "`");
    }
    return new Reference.ToFunction(target.name());
  }

  /** A call without relocation: within one section, compilers know the distance. */
  Statement plain(Instruction instruction, Place place) {
    if (instruction instanceof Instruction.CallLocal(int imm)) {
      Symbol target = parts.functionAt(place.section(), place.offset() + (imm + 1L) * 8);
      if (target != null) {
        return with(new Instruction.CallLocal(-1), new Reference.ToFunction(target.name()));
      }
    }
    return Statement.of(instruction);
  }
}
