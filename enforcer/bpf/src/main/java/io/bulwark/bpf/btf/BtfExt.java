package io.bulwark.bpf.btf;

import io.bulwark.bpf.isa.CoreRelocation;
import java.util.List;
import java.util.Optional;

/**
 * What {@code .BTF.ext} says about instructions: which function starts where, which source line an
 * instruction stands for, and what a loader has to compute. Offsets are bytes from the start of the
 * ELF section.
 *
 * <p>A loader that finds this data missing or damaged runs the program <em>unrelocated</em> and
 * tells nobody, so {@link BtfExtWriter} refuses everything that loaders would drop.
 */
public record BtfExt(List<Section> sections) {
  public BtfExt {
    sections = List.copyOf(sections);
  }

  /** The records of one ELF section; at most one of this name in a {@link BtfExt}. */
  public record Section(
      String name, List<FuncInfo> functions, List<LineInfo> lines, List<CoreInfo> relocations) {
    public Section {
      functions = List.copyOf(functions);
      lines = List.copyOf(lines);
      relocations = List.copyOf(relocations);
    }
  }

  /** The function of BTF id {@code type} starts at {@code offset}. */
  public record FuncInfo(int offset, int type) {}

  /**
   * From {@code offset} on, instructions stand for this line.
   *
   * @param file the source file, a policy
   * @param text the line itself
   * @param line 1 to {@link #MAX_LINE}
   * @param column 1 to {@link #MAX_COLUMN}, 0 where unknown
   */
  public record LineInfo(int offset, String file, String text, int line, int column) {
    public static final int MAX_LINE = (1 << 22) - 1;
    public static final int MAX_COLUMN = (1 << 10) - 1;

    /** A record for any place in a file: numbers that do not fit are cut to their limits. */
    public static LineInfo near(int offset, String file, String text, int line, int column) {
      return new LineInfo(
          offset, file, text, Math.min(line, MAX_LINE), Math.min(column, MAX_COLUMN));
    }
  }

  /** The instruction at {@code offset} holds a number to be computed from the target's types. */
  public record CoreInfo(int offset, CoreRelocation relocation) {}

  /** The records of the ELF section {@code name}. */
  public Optional<Section> section(String name) {
    return sections.stream().filter(s -> s.name().equals(name)).findFirst();
  }

  /**
   * Reads the extension that belongs to {@code btf}, which holds its strings.
   *
   * @throws BtfFormatException if these bytes are no such extension
   */
  public static BtfExt read(byte[] bytes, Btf btf) {
    return BtfExtReader.read(bytes, btf);
  }
}
