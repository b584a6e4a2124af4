package io.bulwark.bpf.btf;

import static io.bulwark.bpf.btf.BtfHeader.require;

import io.bulwark.bpf.isa.CoreKind;
import io.bulwark.bpf.isa.CoreRelocation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Bytes → {@link BtfExt}. */
final class BtfExtReader {
  private final byte[] data;
  private final Btf btf;
  private final int headerLength;
  private final Map<Integer, String> strings = new HashMap<>();

  /**
   * How many characters all strings may have: they do not overlap in what compilers write, and a
   * small table of overlapping ones would take any amount of memory.
   */
  private long left;

  private final Map<String, Records> sections = new LinkedHashMap<>();

  private BtfExtReader(byte[] data, Btf btf, int headerLength) {
    this.data = data;
    this.btf = btf;
    this.headerLength = headerLength;
    this.left = 2L * btf.stringSize();
  }

  /** Grows while the three parts are read one after the other. */
  private record Records(
      List<BtfExt.FuncInfo> functions,
      List<BtfExt.LineInfo> lines,
      List<BtfExt.CoreInfo> relocations) {
    Records() {
      this(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    }

    BtfExt.Section section(String name) {
      return new BtfExt.Section(name, functions, lines, relocations);
    }
  }

  @FunctionalInterface
  private interface RecordReader {
    void read(int at, Records into);
  }

  static BtfExt read(byte[] data, Btf btf) {
    require(data.length >= BtfExtLayout.SHORT_HEADER, data.length, "the header is cut off");
    boolean old = LittleEndian.u32(data, 4) == BtfExtLayout.SHORT_HEADER;
    int header =
        BtfHeader.headerLength(data, old ? BtfExtLayout.SHORT_HEADER : BtfExtLayout.HEADER);
    var reader = new BtfExtReader(data, btf, header);
    reader.part(8, BtfExtLayout.FUNC_RECORD, reader::function);
    reader.part(16, BtfExtLayout.LINE_RECORD, reader::line);
    if (!old) {
      reader.part(24, BtfExtLayout.CORE_RECORD, reader::relocation);
    }
    var all = new ArrayList<BtfExt.Section>();
    reader.sections.forEach((name, records) -> all.add(records.section(name)));
    return new BtfExt(all);
  }

  private void part(int field, int minimumRecord, RecordReader reader) {
    long from = headerLength + LittleEndian.u32(data, field);
    long length = LittleEndian.u32(data, field + 4);
    if (length == 0) {
      return;
    }
    require(from % 4 == 0, field, "the part is not aligned to 4 bytes");
    require(from + length <= data.length, field + 4, "the part reaches beyond the data");
    // Loaders refuse it too, and with it the whole extension: relocations would be lost silently.
    require(length > 4, (int) from, "a part without records");
    long record = LittleEndian.u32(data, (int) from);
    require(
        record >= minimumRecord && record % 4 == 0 && record <= length,
        (int) from,
        "records of " + record + " bytes");
    int end = (int) (from + length);
    int at = (int) from + 4;
    while (at < end) {
      at = section(at, end, (int) record, reader);
    }
  }

  private int section(int at, int end, int record, RecordReader reader) {
    require(end - at >= BtfExtLayout.SECTION_HEADER, at, "the section's header is cut off");
    String name = string(at);
    long count = LittleEndian.u32(data, at + 4);
    int first = at + BtfExtLayout.SECTION_HEADER;
    require(count > 0, at + 4, "a section without records");
    require(count * record <= end - first, at + 4, count + " records reach beyond their part");
    Records into = sections.computeIfAbsent(name, _ -> new Records());
    for (int i = 0; i < count; i++) {
      reader.read(first + i * record, into);
    }
    return first + (int) count * record;
  }

  private void function(int at, Records into) {
    int type = LittleEndian.i32(data, at + 4);
    require(type >= 0 && type < btf.size(), at + 4, "there is no type " + type);
    into.functions().add(new BtfExt.FuncInfo(offset(at), type));
  }

  private void line(int at, Records into) {
    int place = LittleEndian.i32(data, at + 12);
    into.lines()
        .add(
            new BtfExt.LineInfo(
                offset(at),
                string(at + 4),
                string(at + 8),
                place >>> 10,
                place & BtfExt.LineInfo.MAX_COLUMN));
  }

  private void relocation(int at, Records into) {
    int root = LittleEndian.i32(data, at + 4);
    require(root >= 0 && root < btf.size(), at + 4, "there is no type " + root);
    int kind = LittleEndian.i32(data, at + 12);
    require(kind >= 0 && kind < CoreKind.COUNT, at + 12, "unknown relocation kind " + kind);
    var relocation = new CoreRelocation(CoreKind.of(kind), root, string(at + 8));
    into.relocations().add(new BtfExt.CoreInfo(offset(at), relocation));
  }

  private int offset(int at) {
    int offset = LittleEndian.i32(data, at);
    require(
        offset >= 0 && offset % BtfExtLayout.INSTRUCTION == 0,
        at,
        "offset " + Integer.toUnsignedString(offset) + " is no instruction");
    return offset;
  }

  private String string(int at) {
    int offset = LittleEndian.i32(data, at);
    require(
        offset >= 0 && offset < btf.stringSize(), at, "the string lies outside the string table");
    String text = strings.get(offset);
    if (text == null) {
      text = btf.string(offset);
      left -= text.length();
      require(left >= 0, at, "the strings overlap");
      strings.put(offset, text);
    }
    return text;
  }
}
