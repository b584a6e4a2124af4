package io.bulwark.bpf.btf;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;

/** What loaders or the kernel refuse in extension records. */
final class ExtRules {
  private final BtfExt.Section section;

  private ExtRules(BtfExt.Section section) {
    this.section = section;
  }

  static void check(BtfExt ext) {
    var names = new HashSet<String>();
    for (BtfExt.Section section : ext.sections()) {
      var rules = new ExtRules(section);
      rules.require(!section.name().isEmpty() && names.add(section.name()), "occurs twice");
      rules.check();
    }
  }

  private void check() {
    ascending(section.functions(), BtfExt.FuncInfo::offset, "function");
    ascending(section.lines(), BtfExt.LineInfo::offset, "line");
    ascending(section.relocations(), BtfExt.CoreInfo::offset, "relocation");
    for (BtfExt.FuncInfo function : section.functions()) {
      require(function.type() > 0, "function at " + function.offset() + " has no type");
    }
    for (BtfExt.LineInfo line : section.lines()) {
      require(
          line.line() >= 0
              && line.line() <= BtfExt.LineInfo.MAX_LINE
              && line.column() >= 0
              && line.column() <= BtfExt.LineInfo.MAX_COLUMN,
          "line %d, column %d at offset %d".formatted(line.line(), line.column(), line.offset()));
    }
    for (BtfExt.CoreInfo info : section.relocations()) {
      require(
          info.relocation().rootType() > 0 && !info.relocation().access().isEmpty(),
          "relocation at " + info.offset() + " has no type or path");
    }
    everyFunctionHasALine();
  }

  /** The kernel: "missing bpf_line_info for func", and the program is refused. */
  private void everyFunctionHasALine() {
    if (section.lines().isEmpty()) {
      return;
    }
    Set<Integer> starts =
        section.lines().stream().map(BtfExt.LineInfo::offset).collect(Collectors.toSet());
    for (BtfExt.FuncInfo function : section.functions()) {
      require(
          starts.contains(function.offset()),
          "no line record at the start of the function at " + function.offset());
    }
  }

  private <T> void ascending(List<T> records, ToIntFunction<T> offset, String what) {
    int last = -1;
    for (T info : records) {
      int at = offset.applyAsInt(info);
      require(
          at > last && at % BtfExtLayout.INSTRUCTION == 0,
          "%s record at offset %d after %d".formatted(what, at, last));
      last = at;
    }
  }

  private void require(boolean condition, String rule) {
    if (!condition) {
      throw new BtfRuleException(0, "section `" + section.name() + "`", rule);
    }
  }
}
