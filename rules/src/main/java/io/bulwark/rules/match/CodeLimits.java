package io.bulwark.rules.match;

/** Sizes of generated code. */
final class CodeLimits {
  /** HotSpot does not compile methods larger than this many bytes (HugeMethodLimit). */
  static final int METHOD_BYTES = 8_000;

  /** Terms of one and/or. */
  static final int TERMS = 64;

  /**
   * Estimated bytes of code after which an expression gets a method of its own. The time the JIT
   * takes grows faster than the size of a method, and small ones are not compiled before they run.
   */
  static final int INLINE_BYTES = 300;

  /** Estimated bytes of code of one chunk of a group. */
  static final int CHUNK_BYTES = 400;

  /** Rules of one class that are tried one at a time. */
  static final int RULES_PER_CLASS = 256;

  /** Estimated bytes of all methods of one class: keeps the constant pool far from its limit. */
  static final int CLASS_BYTES = 60_000;

  private CodeLimits() {}
}
