package io.bulwark.bpf.btf;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/** {@link BtfExt} → bytes. */
public final class BtfExtWriter {
  private final ToIntFunction<String> strings;

  private BtfExtWriter(ToIntFunction<String> strings) {
    this.strings = strings;
  }

  /**
   * Encodes the records and adds their strings to {@code btf}, which must be {@linkplain
   * BtfBuilder#build built} afterwards. A part without records is left out, since loaders drop the
   * whole extension for it.
   *
   * @throws BtfRuleException if loaders or the kernel would refuse a record
   */
  public static byte[] write(BtfExt ext, BtfBuilder btf) {
    return write(ext, btf::string);
  }

  /**
   * Encodes the records; all their strings have to be in {@code btf}.
   *
   * @throws BtfRuleException if one is not, or loaders or the kernel would refuse a record
   */
  public static byte[] write(BtfExt ext, Btf btf) {
    Map<String, Integer> offsets = new HashMap<>();
    for (int offset = 0; offset < btf.stringSize(); ) {
      String text = btf.string(offset);
      offsets.putIfAbsent(text, offset);
      offset += text.getBytes(StandardCharsets.UTF_8).length + 1;
    }
    return write(
        ext,
        text -> {
          Integer offset = offsets.get(text);
          if (offset == null) {
            throw new BtfRuleException(0, "string table", "lacks `" + text + "`");
          }
          return offset;
        });
  }

  private static byte[] write(BtfExt ext, ToIntFunction<String> strings) {
    ExtRules.check(ext);
    var writer = new BtfExtWriter(strings);
    byte[] functions =
        writer.part(ext, BtfExt.Section::functions, BtfExtLayout.FUNC_RECORD, writer::function);
    byte[] lines = writer.part(ext, BtfExt.Section::lines, BtfExtLayout.LINE_RECORD, writer::line);
    byte[] relocations =
        writer.part(ext, BtfExt.Section::relocations, BtfExtLayout.CORE_RECORD, writer::relocation);
    int length = functions.length + lines.length + relocations.length;
    ByteBuffer out = buffer(BtfExtLayout.HEADER + length);
    out.putShort((short) BtfHeader.MAGIC).put((byte) BtfHeader.VERSION).put((byte) 0);
    out.putInt(BtfExtLayout.HEADER);
    out.putInt(0).putInt(functions.length);
    out.putInt(functions.length).putInt(lines.length);
    out.putInt(functions.length + lines.length).putInt(relocations.length);
    return out.put(functions).put(lines).put(relocations).array();
  }

  private <T> byte[] part(
      BtfExt ext,
      Function<BtfExt.Section, List<T>> records,
      int recordSize,
      BiConsumer<ByteBuffer, T> write) {
    List<BtfExt.Section> sections =
        ext.sections().stream().filter(s -> !records.apply(s).isEmpty()).toList();
    if (sections.isEmpty()) {
      return new byte[0];
    }
    int count = sections.stream().mapToInt(s -> records.apply(s).size()).sum();
    ByteBuffer out = buffer(4 + sections.size() * BtfExtLayout.SECTION_HEADER + count * recordSize);
    out.putInt(recordSize);
    for (BtfExt.Section section : sections) {
      List<T> all = records.apply(section);
      out.putInt(strings.applyAsInt(section.name())).putInt(all.size());
      all.forEach(record -> write.accept(out, record));
    }
    return out.array();
  }

  private void function(ByteBuffer out, BtfExt.FuncInfo info) {
    out.putInt(info.offset()).putInt(info.type());
  }

  private void line(ByteBuffer out, BtfExt.LineInfo info) {
    out.putInt(info.offset()).putInt(strings.applyAsInt(info.file()));
    out.putInt(strings.applyAsInt(info.text())).putInt(info.line() << 10 | info.column());
  }

  private void relocation(ByteBuffer out, BtfExt.CoreInfo info) {
    out.putInt(info.offset()).putInt(info.relocation().rootType());
    out.putInt(strings.applyAsInt(info.relocation().access()));
    out.putInt(info.relocation().kind().number());
  }

  private static ByteBuffer buffer(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }
}
