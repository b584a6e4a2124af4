package io.bulwark.bpf.object;

import io.bulwark.bpf.btf.Btf;
import io.bulwark.bpf.btf.BtfExt;
import io.bulwark.bpf.isa.CoreRelocation;
import io.bulwark.bpf.isa.Metadata;
import io.bulwark.bpf.isa.SourceLine;
import io.bulwark.bpf.isa.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code .BTF.ext} → what is known about each instruction. */
final class ExtensionReader {
  private final Map<String, Map<Integer, SourceLine>> lines = new HashMap<>();
  private final Map<String, Map<Integer, CoreRelocation>> relocations = new HashMap<>();

  /** {@code bytes} may be empty: nothing is known. */
  ExtensionReader(Btf types, byte[] bytes) {
    List<BtfExt.Section> sections =
        bytes.length == 0 ? List.of() : BtfExt.read(bytes, types).sections();
    for (BtfExt.Section section : sections) {
      Map<Integer, SourceLine> ofLines = new HashMap<>();
      Map<Integer, CoreRelocation> ofRelocations = new HashMap<>();
      for (BtfExt.LineInfo each : section.lines()) {
        ofLines.put(
            each.offset(), new SourceLine(each.file(), each.line(), each.column(), each.text()));
      }
      section.relocations().forEach(each -> ofRelocations.put(each.offset(), each.relocation()));
      lines.put(section.name(), ofLines);
      relocations.put(section.name(), ofRelocations);
    }
  }

  /** The instruction at a byte of a section, with its line and relocation. */
  Statement annotate(Statement statement, String section, int offset) {
    SourceLine line = take(lines, section, offset);
    CoreRelocation core = take(relocations, section, offset);
    if (line == null && core == null) {
      return statement;
    }
    return new Statement(
        statement.instruction(), new Metadata(line, statement.metadata().reference(), core));
  }

  private static <T> @Nullable T take(
      Map<String, Map<Integer, T>> all, String section, int offset) {
    Map<Integer, T> records = all.get(section);
    return records == null ? null : records.remove(offset);
  }

  /** Complains about records that no instruction took; kernels refuse such lines. */
  void requireUsed() {
    requireUsed(relocations, "CO-RE relocation");
    requireUsed(lines, "source line");
  }

  private static <T> void requireUsed(Map<String, Map<Integer, T>> all, String what) {
    all.forEach((section, records) -> {
      for (int offset : records.keySet()) {
        throw new ObjectFormatException(section, offset, what + " is at no instruction's start");
      }
    });
  }
}
