package io.bulwark.bpf.object;

import io.bulwark.bpf.isa.Code;

/**
 * A program or subprogram.
 *
 * @param name a C identifier; the kernel keeps 15 characters of a program's
 * @param section {@link #TEXT} for subprograms, else what the program attaches to: {@code
 *     lsm/file_open}
 * @param linkage of its symbol and its BTF type
 * @param code calls of other functions are references by name
 */
public record Function(String name, String section, Linkage linkage, Code code) {
  /** Where subprograms are; code anywhere else is a program. */
  public static final String TEXT = ".text";

  /** Who may call it, and how a kernel verifies it. */
  public enum Linkage {
    /** Verified anew at each call; only for subprograms. */
    STATIC,
    /** Verified once, on its own; all programs. */
    GLOBAL,
    /** As {@link #GLOBAL}, and another definition wins when objects are linked. */
    WEAK
  }

  /** Whether it is attached, not called. */
  public boolean isProgram() {
    return !section.equals(TEXT);
  }
}
