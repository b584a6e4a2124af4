package io.bulwark.bpf.object;

import io.bulwark.bpf.elf.ElfFile;
import io.bulwark.bpf.elf.Section;
import io.bulwark.bpf.elf.Symbol;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the symbols say is where in the sections. */
final class Parts {
  private final ElfFile elf;

  Parts(ElfFile elf) {
    this.elf = elf;
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
    List<Symbol> symbols =
        elf.symbols().stream()
            .filter(each -> each.section() == index && each.kind() == Symbol.Kind.FUNC)
            .sorted(Comparator.comparingLong(Symbol::value))
            .toList();
    List<Range> ranges = new ArrayList<>();
    long end = 0;
    for (Symbol symbol : symbols) {
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
    List<Variable> variables = new ArrayList<>();
    Set<String> names = new HashSet<>();
    elf.symbols().stream()
        .filter(each -> each.section() == index && each.kind() == Symbol.Kind.OBJECT)
        .sorted(Comparator.comparingLong(Symbol::value))
        .forEach(symbol -> {
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
          variables.add(
              new Variable(
                  symbol.name(),
                  (int) symbol.value(),
                  (int) symbol.size(),
                  symbol.binding() != Symbol.Binding.LOCAL));
        });
    return variables;
  }

  /** The function that starts at a byte of a section, or null. */
  @Nullable Symbol functionAt(int section, long offset) {
    for (Symbol symbol : elf.symbols()) {
      if (symbol.section() == section
          && symbol.kind() == Symbol.Kind.FUNC
          && symbol.value() == offset) {
        return symbol;
      }
    }
    return null;
  }
}
