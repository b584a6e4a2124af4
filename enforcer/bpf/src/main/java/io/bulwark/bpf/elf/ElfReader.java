package io.bulwark.bpf.elf;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Bytes → {@link ElfFile}; every number is checked before it is used.
 *
 * <p>Field offsets are those of the System V ABI, "Object Files", for ELFCLASS64.
 */
public final class ElfReader {
  private static final int HEADER = 64;
  private static final int SECTION_HEADER = 64;
  private static final int SYMBOL = 24;
  private static final int REL = 16;

  /** More sections than any object has; section indexes from 0xff00 on mean something else. */
  private static final int MAX_SECTIONS = 0xff00;

  /**
   * How much longer all names may be than the table they are in, whose ends they may share: without
   * a limit a small file of overlapping names takes any amount of memory.
   */
  private static final int SHARED_NAMES = 16;

  private final ByteBuffer in;

  /** Bytes of all sections so far; sections do not overlap, so the file is the limit. */
  private long taken;

  private ElfReader(byte[] bytes) {
    in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  /**
   * The file in {@code bytes}.
   *
   * @throws ElfFormatException with the offset of what is wrong
   */
  public static ElfFile read(byte[] bytes) {
    return new ElfReader(bytes).file();
  }

  /**
   * The relocations of a section of type {@link Section#REL}.
   *
   * @throws ElfFormatException if the section is no table of them; the offset is in the section
   */
  public static List<Relocation> relocations(Section section) {
    if (section.content().length % REL != 0) {
      throw new ElfFormatException(
          section.content().length, "`" + section.name() + "` ends within a relocation");
    }
    ByteBuffer in = ByteBuffer.wrap(section.content()).order(ByteOrder.LITTLE_ENDIAN);
    List<Relocation> relocations = new ArrayList<>();
    while (in.hasRemaining()) {
      long offset = in.getLong();
      long info = in.getLong();
      int symbol = (int) (info >>> 32);
      if (symbol < 0) {
        throw new ElfFormatException(in.position() - 8L, "symbol index out of range");
      }
      relocations.add(new Relocation(offset, symbol, (int) info));
    }
    return relocations;
  }

  private ElfFile file() {
    checkHeader();
    int count = in.getShort(60) & 0xffff;
    long table = in.getLong(40);
    require(in.getShort(58) == SECTION_HEADER, 58, "section headers are not of 64 bytes");
    require(count > 0 && count < MAX_SECTIONS, 60, "there are " + count + " sections");
    checkRange(table, (long) count * SECTION_HEADER, 40, "section headers");
    List<Section> unnamed = new ArrayList<>();
    for (int index = 0; index < count; index++) {
      unnamed.add(section((int) table + index * SECTION_HEADER));
    }
    int names = in.getShort(62) & 0xffff;
    require(names < count, 62, "names of sections are in section " + names + " of " + count);
    Names texts = new Names(unnamed.get(names));
    List<Section> sections = new ArrayList<>();
    for (int index = 0; index < count; index++) {
      int at = (int) table + index * SECTION_HEADER;
      sections.add(named(unnamed.get(index), texts.at(in.getInt(at), at)));
    }
    return new ElfFile(sections, symbols(sections, table));
  }

  private void checkHeader() {
    require(in.limit() >= HEADER, in.limit(), "file ends within its header");
    require(in.getInt(0) == 0x464c457f, 0, "not an ELF file");
    require(in.get(4) == 2, 4, "not a 64-bit file");
    require(in.get(5) == 1, 5, "not a little-endian file");
    require(in.get(6) == 1, 6, "unknown version of the format");
    require(in.getShort(16) == 1, 16, "not a relocatable file");
    int machine = in.getShort(18) & 0xffff;
    require(machine == ElfFile.MACHINE_BPF || machine == 0, 18, "for machine " + machine);
  }

  private Section section(int at) {
    int type = in.getInt(at + 4);
    long offset = in.getLong(at + 24);
    long size = in.getLong(at + 32);
    byte[] content = new byte[0];
    if (type == Section.NOBITS) {
      require(size >= 0 && size <= Integer.MAX_VALUE, at + 32, "section of " + size + " zeros");
    } else if (type == Section.NULL) {
      size = 0;
    } else {
      checkRange(offset, size, at + 24, "section");
      taken += size;
      require(taken <= in.limit(), at + 24, "sections overlap");
      content = Arrays.copyOfRange(in.array(), (int) offset, (int) (offset + size));
    }
    return new Section(
        "",
        type,
        in.getLong(at + 8),
        in.getInt(at + 40),
        in.getInt(at + 44),
        in.getLong(at + 48),
        in.getLong(at + 56),
        content,
        size);
  }

  private static Section named(Section section, String name) {
    return new Section(
        name,
        section.type(),
        section.flags(),
        section.link(),
        section.info(),
        section.alignment(),
        section.entrySize(),
        section.content(),
        section.size());
  }

  /** The strings of a table, each decoded once. */
  private static final class Names {
    private final byte[] bytes;
    private final Map<Integer, String> known = new HashMap<>();
    private long left;

    Names(Section table) {
      bytes = table.content();
      left = (long) SHARED_NAMES * (bytes.length + 1);
    }

    /** The string at {@code offset}; {@code place} in the file is where the offset stands. */
    String at(int offset, long place) {
      String name = known.get(offset);
      if (name == null) {
        name = decoded(offset, place);
        known.put(offset, name);
      }
      return name;
    }

    private String decoded(int offset, long place) {
      if (offset < 0 || offset >= bytes.length) {
        if (offset == 0) {
          return "";
        }
        throw new ElfFormatException(place, "name at " + offset + " is outside of the strings");
      }
      int end = offset;
      while (end < bytes.length && bytes[end] != 0) {
        end++;
      }
      require(end < bytes.length, place, "name has no end");
      left -= end - offset;
      require(left >= 0, place, "names overlap too much");
      return new String(bytes, offset, end - offset, StandardCharsets.UTF_8);
    }
  }

  private static List<Symbol> symbols(List<Section> sections, long table) {
    List<Symbol> symbols = new ArrayList<>();
    boolean seen = false;
    for (int index = 0; index < sections.size(); index++) {
      Section section = sections.get(index);
      if (section.type() == Section.SYMTAB) {
        long place = table + (long) index * SECTION_HEADER;
        require(!seen, place, "there are two symbol tables");
        seen = true;
        symbols.addAll(symbols(section, sections, place));
      }
    }
    return symbols;
  }

  private static List<Symbol> symbols(Section table, List<Section> sections, long place) {
    require(table.content().length % SYMBOL == 0, place, "symbol table ends within a symbol");
    require(
        table.link() > 0
            && table.link() < sections.size()
            && sections.get(table.link()).type() == Section.STRTAB,
        place + 40,
        "symbols have no strings");
    ByteBuffer in = ByteBuffer.wrap(table.content()).order(ByteOrder.LITTLE_ENDIAN);
    Names names = new Names(sections.get(table.link()));
    List<Symbol> symbols = new ArrayList<>();
    for (int at = 0; at < in.limit(); at += SYMBOL) {
      int info = in.get(at + 4) & 0xff;
      int section = in.getShort(at + 6) & 0xffff;
      // indexes from 0xff00 on stand for absolute values and the like
      require(
          section < sections.size() || section >= MAX_SECTIONS,
          place,
          "symbol " + at / SYMBOL + " is in section " + section);
      symbols.add(
          new Symbol(
              names.at(in.getInt(at), place),
              in.getLong(at + 8),
              in.getLong(at + 16),
              Symbol.Kind.values()[Math.min(info & 0xf, Symbol.Kind.OTHER.ordinal())],
              Symbol.Binding.values()[Math.min(info >> 4, Symbol.Binding.OTHER.ordinal())],
              isHidden(in.get(at + 5) & 3),
              section));
    }
    return symbols;
  }

  /** Internal or hidden; a protected symbol is seen, though not replaced. */
  private static boolean isHidden(int visibility) {
    return visibility == 1 || visibility == 2;
  }

  private void checkRange(long offset, long size, long place, String what) {
    require(
        offset >= 0 && size >= 0 && size <= in.limit() && offset <= in.limit() - size,
        place,
        what + " at " + offset + " of " + size + " bytes is outside of the file");
  }

  private static void require(boolean holds, long offset, String problem) {
    if (!holds) {
      throw new ElfFormatException(offset, problem);
    }
  }
}
