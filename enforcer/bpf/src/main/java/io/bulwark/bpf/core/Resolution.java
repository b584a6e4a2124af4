package io.bulwark.bpf.core;

/** What a CO-RE relocation comes to on a target. */
public sealed interface Resolution {

  /**
   * The number to be used. For questions ("does it exist") that is also the answer no.
   *
   * @param local what the program's own types say; the instruction must hold it as a placeholder
   * @param target what the target's types say
   * @param checked whether the placeholder must be equal to {@code local}; not so for bit fields,
   *     where compilers may see it differently, and for type ids
   * @param width of the field, for loads and stores
   */
  record Value(long local, long target, boolean checked, Width width) implements Resolution {}

  /**
   * How many bytes a load or store of the field moves; both 0 where that does not matter.
   *
   * @param adaptable whether another width reads the same number: only for pointers and unsigned
   *     integers
   */
  record Width(int local, int target, boolean adaptable) {
    /** The relocation is not about a place in memory, or about a bit field. */
    public static final Width NONE = new Width(0, 0, true);

    /** Whether the instruction's width has to change. */
    public boolean differs() {
      return local != target;
    }
  }

  /** The target lacks it: the instruction must never be reached. */
  record Poison(String reason) implements Resolution {}

  /** The relocation makes no sense, or not one sense; loading must stop. */
  record Failure(Problem problem, String message) implements Resolution {}

  /** What is wrong. */
  enum Problem {
    /** The path does not fit the program's own types, or the kind does not fit the path. */
    INVALID,
    /** Several types of the target have it, and do not agree. */
    AMBIGUOUS,
    /** Legal, but nothing that loaders can do: an anonymous root type, a bit field over 8 bytes. */
    UNSUPPORTED,
    /** Types nested or interwoven beyond all limits. */
    TOO_COMPLEX,
    /** The type tables are damaged. */
    DAMAGED,
    /** The instruction cannot take the number. */
    INSTRUCTION
  }
}
