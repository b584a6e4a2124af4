package io.bulwark.bpf.object;

import io.bulwark.bpf.elf.ElfFile;
import io.bulwark.bpf.elf.Section;
import io.bulwark.bpf.elf.Symbol;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the symbols say is where in the sections. */
final class Parts {
  private final ElfFile elf;

  /** Section → its functions and variables by offset: files have as many symbols as they like. */
  private final Map<Integer, List<Symbol>> functions;

  private final Map<Integer, List<Symbol>> variables;

  /** Section and offset → the first function there. */
  private final Map<Start, Symbol> starts = new HashMap<>();

  Parts(ElfFile elf) {
    this.elf = elf;
    functions = bySection(elf, Symbol.Kind.FUNC);
    variables = bySection(elf, Symbol.Kind.OBJECT);
    functions.forEach((section, symbols) ->
        symbols.forEach(each -> starts.putIfAbsent(new Start(section, each.value()), each)));
  }

  private record Start(int section, long offset) {}

  private static Map<Integer, List<Symbol>> bySection(ElfFile elf, Symbol.Kind kind) {
    return elf.symbols().stream()
        .filter(each -> each.kind() == kind)
        .sorted(Comparator.comparingLong(Symbol::value))
        .collect(Collectors.groupingBy(Symbol::section));
  }

  /** A function's place: bytes {@code start} to {@code end} of a section. */
  record Range(Symbol symbol, int start, int end) {}

  /**
   * The functions of a code section by offset; they follow each other without gaps.
   *
   * @throws ObjectFormatException if they do not, or one is no whole number of slots
   */
  List<Range> functions(int index) {
    Section section = elf.sections().get(index);
    List<Range> ranges = new ArrayList<>();
    long end = 0;
    for (Symbol symbol : functions.getOrDefault(index, List.of())) {
      require(
          section, symbol.value() == end, end, "does not start where the one before ends", symbol);
      require(
          section,
          symbol.size() > 0 && symbol.size() % 8 == 0 && symbol.size() <= section.size() - end,
          end,
          "is of " + symbol.size() + " bytes",
          symbol);
      end += symbol.size();
      ranges.add(new Range(symbol, (int) symbol.value(), (int) end));
    }
    if (end != section.size()) {
      throw new ObjectFormatException(section.name(), end, "code belongs to no function");
    }
    return ranges;
  }

  private static void require(
      Section section, boolean holds, long offset, String problem, Symbol symbol) {
    if (!holds) {
      throw new ObjectFormatException(
          section.name(), offset, "function `" + symbol.name() + "` " + problem);
    }
  }

  /** The variables of a data section by offset. */
  List<Variable> variables(int index) {
    Section section = elf.sections().get(index);
    List<Variable> found = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (Symbol symbol : variables.getOrDefault(index, List.of())) {
      if (symbol.value() < 0
          || symbol.size() < 0
          || symbol.size() > section.size()
          || symbol.value() > section.size() - symbol.size()) {
        throw new ObjectFormatException(
            section.name(),
            symbol.value(),
            "variable `" + symbol.name() + "` of " + symbol.size() + " bytes is outside");
      }
      if (!names.add(symbol.name())) {
        throw new ObjectFormatException(
            section.name(), symbol.value(), "second variable `" + symbol.name() + "`");
      }
      found.add(
          new Variable(
              symbol.name(),
              (int) symbol.value(),
              (int) symbol.size(),
              symbol.binding() != Symbol.Binding.LOCAL));
    }
    return found;
  }

  /** The function that starts at a byte of a section, or null. */
  @Nullable Symbol functionAt(int section, long offset) {
    return starts.get(new Start(section, offset));
  }
}
