package io.bulwark.bpf.object;

import io.bulwark.bpf.btf.Btf;
import io.bulwark.bpf.btf.BtfExt;
import io.bulwark.bpf.btf.BtfExtWriter;
import io.bulwark.bpf.btf.BtfKind;
import io.bulwark.bpf.isa.Code;
import io.bulwark.bpf.isa.CoreRelocation;
import io.bulwark.bpf.isa.SourceLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What is known about each instruction → {@code .BTF.ext}. */
final class ExtensionWriter {
  private ExtensionWriter() {}

  /** The bytes; all strings have to be in {@code types}. */
  static byte[] write(Btf types, Map<String, List<Function>> bySection) {
    List<BtfExt.Section> sections = new ArrayList<>();
    bySection.forEach((name, functions) -> sections.add(section(types, name, functions)));
    return BtfExtWriter.write(new BtfExt(sections), types);
  }

  private static BtfExt.Section section(Btf types, String name, List<Function> functions) {
    List<BtfExt.FuncInfo> starts = new ArrayList<>();
    List<BtfExt.LineInfo> lines = new ArrayList<>();
    List<BtfExt.CoreInfo> relocations = new ArrayList<>();
    int start = 0;
    for (Function function : functions) {
      starts.add(new BtfExt.FuncInfo(start, types.find(BtfKind.FUNC, function.name())));
      Code code = function.code();
      for (int index = 0; index < code.size(); index++) {
        int offset = start + 8 * code.slotOf(index);
        SourceLine line = code.metadata(index).source();
        if (line != null) {
          lines.add(
              BtfExt.LineInfo.near(offset, line.file(), line.text(), line.line(), line.column()));
        }
        CoreRelocation core = code.metadata(index).core();
        if (core != null) {
          relocations.add(new BtfExt.CoreInfo(offset, core));
        }
      }
      start += 8 * code.slotCount();
    }
    return new BtfExt.Section(name, starts, lines, relocations);
  }
}
