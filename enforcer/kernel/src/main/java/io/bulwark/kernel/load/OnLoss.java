package io.bulwark.kernel.load;

/**
 * What to do when libbpf says that it left out a part of an object (a warning, or a note that a
 * section is skipped) and would go on.
 */
public enum OnLoss {
  /** Refuse the object: what is left out may be relocations, and offsets would be wrong. */
  REFUSE,
  /** Go on and report, for objects of other tools with sections that do not matter. */
  REPORT
}
