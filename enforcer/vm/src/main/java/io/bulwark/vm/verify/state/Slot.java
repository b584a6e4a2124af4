package io.bulwark.vm.verify.state;

/** Eight bytes of stack at a multiple of 8. */
public sealed interface Slot {
  /** All eight never written. */
  Slot UNSET = new Bytes(0, 0);

  /** All eight written with something. */
  Slot MIXED = new Bytes(0xff, 0);

  /** A whole register. */
  record Spilled(Value value) implements Slot {}

  /**
   * Single bytes; bit n is the byte at offset n of the slot.
   *
   * @param set written, with part of a number
   * @param zero known to be 0; a part of {@code set}
   */
  record Bytes(int set, int zero) implements Slot {
    /** The same after a write of the bytes in {@code bytes}. */
    Bytes written(int bytes, boolean zeros) {
      return new Bytes(set | bytes, zeros ? zero | bytes : zero & ~bytes);
    }
  }

  /** As single bytes: a number loses its value, of a pointer nothing may be read any more. */
  default Bytes asBytes() {
    return switch (this) {
      case Bytes bytes -> bytes;
      case Spilled(Value.Number _) -> (Bytes) MIXED;
      case Spilled _ -> (Bytes) UNSET;
    };
  }
}
