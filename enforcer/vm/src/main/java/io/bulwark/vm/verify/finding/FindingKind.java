package io.bulwark.vm.verify.finding;

/** The catalogue of findings. */
public enum FindingKind {
  /** An instruction that no path reaches. */
  UNREACHABLE("remove it, or the jump that leads around it"),
  /** A jump from one function into another, or a function that runs off its end. */
  FUNCTION_BOUNDARY("end every function with exit, and jump only within it"),
  /** More than 8 frames, or recursion. */
  CALL_DEPTH("inline a function; 8 frames are the limit"),
  /** The frames of a call chain need more than 512 bytes. */
  STACK_LIMIT("keep large values in a map; a chain of calls has 512 bytes, in steps of 32"),
  /** A register is read that nothing has written on this path. */
  UNSET_REGISTER(
      "write it on every path; calls clear r1 to r5, functions start with r1 to r5 only"),
  /** r10 is written. */
  FRAME_POINTER("copy r10 to another register and change that"),
  /** Stack bytes are read that nothing has written on this path. */
  UNSET_STACK("write all bytes first; stale kernel memory must not be used"),
  /** Access outside of the 512 bytes below r10. */
  STACK_BOUNDS("offsets from -512 to -1 exist, and the whole access has to lie within"),
  /** A stack access that is not aligned to its size. */
  STACK_ALIGNMENT("use an offset that is a multiple of the size"),
  /** A pointer kept on the stack is stored or read back in parts. */
  SPILL("store and read a pointer with 8 bytes at a multiple of 8"),
  /** Arithmetic that no pointer of this kind allows. */
  POINTER_ARITHMETIC(
      "move a pointer by 64-bit additions; subtract only from a map value or record"),
  /** A pointer is compared with something that tells its address. */
  POINTER_COMPARISON("compare pointers only with 0, by == or != on 64 bits"),
  /** A kernel address would reach memory, a function or the result. */
  POINTER_LEAK("hand out numbers only"),
  /** A number without the bounds that its use needs. */
  UNBOUNDED("mask it or compare it with a constant first"),
  /** Access outside of a map value, ring record or buffer. */
  OUT_OF_BOUNDS("check the offset against the size first"),
  /** A pointer that may be null is used. */
  MAYBE_NULL("compare it with 0 and go on only where it is not"),
  /** A number is used as an address. */
  NOT_A_POINTER("load through a pointer; after submit or discard a record is gone"),
  /** Memory is written that is read-only. */
  READ_ONLY("write to the stack, to a map value or to a ring record"),
  /** The context has no such field, or not with this size. */
  CONTEXT_FIELD("read a field of this program type with its own size, through r1 unchanged"),
  /** One instruction accesses memory through pointers of different kinds. */
  MIXED_POINTERS("access them with separate instructions"),
  /** A kernel structure has no such field, or not with this size. */
  KERNEL_FIELD("read a field with its own size, at its own offset"),
  /** A ring record is kept at exit, in a callback or over a tail call. */
  UNRELEASED("submit or discard the record on every path"),
  /**
   * Something is submitted or discarded that is no reserved record, or not the original pointer.
   */
  RELEASE("keep the pointer that reserve returned, and submit or discard it once"),
  /** There is no such function, or not for this program type. */
  HELPER("use a function that this program type has"),
  /** An argument that the function does not take. */
  ARGUMENT("pass what the function's prototype says"),
  /** A map that is not known, or that this function does not work on. */
  MAP("use a map of a type that the function takes"),
  /** The result lies outside of what the program type may return. */
  RESULT_RANGE("clamp the result before exit"),
  /** A path comes back to where it was with nothing changed. */
  ENDLESS_LOOP("count iterations towards a constant bound"),
  /** More work than a kernel does for a program. */
  TOO_COMPLEX("shorten loops, or use bpf_loop"),
  /** Division by a constant 0. */
  DIVISION_BY_ZERO("a constant divisor must not be 0"),
  /** A shift by a constant that is not below the width. */
  SHIFT_COUNT("shift by 0 to 63, or 0 to 31 on 32 bits"),
  /** Something that this verifier does not follow, although a kernel may. */
  NOT_HANDLED("write it without this, or ask the kernel");

  private final String hint;

  FindingKind(String hint) {
    this.hint = hint;
  }

  /** What usually helps. */
  public String hint() {
    return hint;
  }
}
