package io.bulwark.bpf.elf;

/**
 * One symbol.
 *
 * @param value byte offset in its section
 * @param section index of its section; 0: defined elsewhere
 */
public record Symbol(
    String name, long value, long size, Kind kind, Binding binding, boolean hidden, int section) {
  /** Index of symbols that are defined elsewhere. */
  public static final int UNDEFINED = 0;

  /** What it names; ordinals are the encoded numbers. */
  public enum Kind {
    /** Nothing in particular. */
    NOTYPE,
    /** Data. */
    OBJECT,
    /** A function. */
    FUNC,
    /** A section. */
    SECTION,
    /** The source file. */
    FILE,
    /** Anything else, which nobody here needs. */
    OTHER
  }

  /** Who sees it; ordinals are the encoded numbers. */
  public enum Binding {
    /** Its file only. */
    LOCAL,
    /** Everybody. */
    GLOBAL,
    /** Everybody, and another definition wins. */
    WEAK,
    /** Anything else. */
    OTHER
  }
}
