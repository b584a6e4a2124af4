package io.bulwark.vm.verify.helper;

/** What a function takes in a register. */
public sealed interface Argument {
  /** Any number. */
  record Number() implements Argument {}

  /** A number, or a pointer into a kernel structure: an address to be read carefully. */
  record Address() implements Argument {}

  /** The program's context. */
  record Context() implements Argument {}

  /** A map; which ones is the function's own rule. */
  record Map() implements Argument {}

  /** A key of the map, to be read. */
  record Key() implements Argument {}

  /** A value of the map, to be read; {@code optional}: or 0. */
  record MapValue(boolean optional) implements Argument {}

  /** Room for a value of the map, to be written. */
  record MapValueOut() implements Argument {}

  /** Memory to be read; the next argument is its size. */
  record Read(boolean optional) implements Argument {}

  /** Memory to be written; the next argument is its size. {@code set}: all bytes have values. */
  record Write(boolean set) implements Argument {}

  /** The size of the memory before. */
  record Size(boolean zeroAllowed) implements Argument {}

  /** The constant size of a new record. */
  record RecordSize() implements Argument {}

  /** A reserved record, which is released. */
  record Release() implements Argument {}

  /** A string that ends in 0, in a frozen map. */
  record ConstantString() implements Argument {}

  /** A kernel structure that is alive; {@code optional}: or 0. */
  record Structure(String name, boolean optional) implements Argument {}

  /** A function of the program. */
  record Callback() implements Argument {}

  /** A stack pointer for the callback, or 0. */
  record CallbackContext() implements Argument {}

  /** Room for 8 bytes, to be written. */
  record LongOut() implements Argument {}
}
