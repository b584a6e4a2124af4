package io.bulwark.bpf.elf;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Sections, symbols and relocations → the bytes of a relocatable file; the same input gives the
 * same bytes.
 *
 * <p>Adds what the format wants: the null section and symbol, the symbol table (local symbols
 * first), one string table for all names. A writer is for one file.
 */
public final class ElfWriter {
  private static final int HEADER = 64;
  private static final int SECTION_HEADER = 64;

  private final List<Section> sections = new ArrayList<>();
  private final List<Symbol> symbols = new ArrayList<>();
  private final List<PendingRelocations> relocations = new ArrayList<>();
  private final Map<String, Integer> strings = new LinkedHashMap<>();
  private final ByteArrayOutputStream stringBytes = new ByteArrayOutputStream();

  /** An empty file. */
  public ElfWriter() {
    sections.add(new Section("", Section.NULL, 0, 0, 0, 0, 0, new byte[0], 0));
    stringBytes.write(0);
    strings.put("", 0);
  }

  private record PendingRelocations(int section, List<Relocation> relocations) {}

  /** Adds a section; its index. */
  public int add(Section section) {
    sections.add(section);
    return sections.size() - 1;
  }

  /** Adds a symbol; its position among those added, from 0, for {@link #relocate}. */
  public int add(Symbol symbol) {
    symbols.add(symbol);
    return symbols.size() - 1;
  }

  /**
   * Adds the relocations of a section.
   *
   * @param relocations their symbols are positions that {@link #add(Symbol)} returned
   */
  public void relocate(int section, List<Relocation> relocations) {
    this.relocations.add(new PendingRelocations(section, List.copyOf(relocations)));
  }

  /** The file. */
  public byte[] write() {
    int[] numbers = numbers();
    int symtab = sections.size() + relocations.size();
    for (PendingRelocations each : relocations) {
      sections.add(relocationSection(each, symtab, numbers));
    }
    sections.add(symbolSection(symtab + 1, numbers));
    sections.forEach(section -> string(section.name()));
    string(".strtab");
    byte[] names = stringBytes.toByteArray();
    sections.add(new Section(".strtab", Section.STRTAB, 0, 0, 0, 1, 0, names, names.length));
    return layOut();
  }

  /** The final index of each symbol: local ones come first, after the null symbol. */
  private int[] numbers() {
    int[] numbers = new int[symbols.size()];
    int next = 1;
    for (boolean local : new boolean[] {true, false}) {
      for (int at = 0; at < numbers.length; at++) {
        if ((symbols.get(at).binding() == Symbol.Binding.LOCAL) == local) {
          numbers[at] = next++;
        }
      }
    }
    return numbers;
  }

  private Section relocationSection(PendingRelocations pending, int symtab, int[] numbers) {
    ByteBuffer out = buffer(pending.relocations().size() * 16);
    for (Relocation each : pending.relocations()) {
      out.putLong(each.offset());
      out.putLong((long) numbers[each.symbol()] << 32 | each.type());
    }
    String name = ".rel" + sections.get(pending.section()).name();
    byte[] bytes = out.array();
    return new Section(name, Section.REL, 0, symtab, pending.section(), 8, 16, bytes, bytes.length);
  }

  private Section symbolSection(int strtab, int[] numbers) {
    ByteBuffer out = buffer((symbols.size() + 1) * 24);
    int locals = 1;
    for (int at = 0; at < numbers.length; at++) {
      Symbol symbol = symbols.get(at);
      locals += symbol.binding() == Symbol.Binding.LOCAL ? 1 : 0;
      out.position(numbers[at] * 24);
      out.putInt(string(symbol.name()));
      out.put((byte) (symbol.binding().ordinal() << 4 | symbol.kind().ordinal()));
      out.put((byte) (symbol.hidden() ? 2 : 0));
      out.putShort((short) symbol.section());
      out.putLong(symbol.value());
      out.putLong(symbol.size());
    }
    byte[] bytes = out.array();
    return new Section(".symtab", Section.SYMTAB, 0, strtab, locals, 8, 24, bytes, bytes.length);
  }

  private int string(String text) {
    Integer known = strings.get(text);
    if (known != null) {
      return known;
    }
    int offset = stringBytes.size();
    stringBytes.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    stringBytes.write(0);
    strings.put(text, offset);
    return offset;
  }

  private byte[] layOut() {
    long[] offsets = new long[sections.size()];
    long end = HEADER;
    for (int index = 1; index < offsets.length; index++) {
      Section section = sections.get(index);
      end = align(end, Math.max(1, section.alignment()));
      offsets[index] = end;
      end += section.content().length;
    }
    long table = align(end, 8);
    ByteBuffer out = buffer((int) table + sections.size() * SECTION_HEADER);
    header(out, table);
    for (int index = 1; index < offsets.length; index++) {
      out.put((int) offsets[index], sections.get(index).content());
    }
    for (int index = 0; index < offsets.length; index++) {
      sectionHeader(out.position((int) table + index * SECTION_HEADER), index, offsets[index]);
    }
    return out.array();
  }

  private void header(ByteBuffer out, long table) {
    out.putInt(0, 0x464c457f).put(4, (byte) 2).put(5, (byte) 1).put(6, (byte) 1);
    out.putShort(16, (short) 1).putShort(18, (short) ElfFile.MACHINE_BPF).putInt(20, 1);
    out.putLong(40, table).putShort(52, (short) HEADER).putShort(58, (short) SECTION_HEADER);
    out.putShort(60, (short) sections.size()).putShort(62, (short) (sections.size() - 1));
  }

  private void sectionHeader(ByteBuffer out, int index, long offset) {
    Section section = sections.get(index);
    out.putInt(string(section.name())).putInt(section.type()).putLong(section.flags());
    out.putLong(0).putLong(offset).putLong(section.size());
    out.putInt(section.link()).putInt(section.info());
    out.putLong(section.alignment()).putLong(section.entrySize());
  }

  private static ByteBuffer buffer(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static long align(long value, long alignment) {
    return (value + alignment - 1) / alignment * alignment;
  }
}
