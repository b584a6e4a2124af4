package io.bulwark.vm.verify.state;

import io.bulwark.vm.verify.domain.Scalar;
import io.bulwark.vm.verify.finding.FindingKind;
import io.bulwark.vm.verify.finding.Refusal;
import java.util.Arrays;

/** The stack of one frame: slot 0 lies directly below the frame pointer. */
public final class StackMemory {
  /** Bytes of a frame. */
  public static final int SIZE = 512;

  private static final Slot[] NONE = {};

  private Slot[] slots;

  /** Whether another stack has the same array, so that it must not be written. */
  private boolean shared;

  /** Nothing written. */
  public StackMemory() {
    slots = NONE;
  }

  private StackMemory(Slot[] slots) {
    this.slots = slots;
    shared = true;
  }

  /** A copy to be changed by another path. */
  StackMemory copy() {
    shared = true;
    return new StackMemory(slots);
  }

  /** How many slots have been touched, counted from the frame pointer. */
  int touched() {
    return slots.length;
  }

  /** The slot number {@code at}. */
  Slot slot(int at) {
    return at < slots.length ? slots[at] : Slot.UNSET;
  }

  void put(int at, Slot slot) {
    if (at >= slots.length) {
      int old = slots.length;
      slots = Arrays.copyOf(slots, at + 1);
      Arrays.fill(slots, old, at + 1, Slot.UNSET);
      shared = false;
    } else if (shared) {
      slots = slots.clone();
      shared = false;
    }
    slots[at] = slot;
  }

  private static int slotAt(int offset) {
    return (-offset - 1) >> 3;
  }

  /** The bits of {@link Slot.Bytes} for {@code size} bytes at {@code offset}, within one slot. */
  private static int bytes(int offset, int size) {
    return ((1 << size) - 1) << (offset & 7);
  }

  /**
   * Refuses what does not lie within the frame.
   *
   * @param aligned the access has to be aligned to its size
   */
  public static void check(long offset, long size, boolean aligned) {
    if (offset < -SIZE || offset >= 0 || offset + size > 0) {
      throw new Refusal(
          FindingKind.STACK_BOUNDS,
          "access of %d bytes at offset %d leaves the stack".formatted(size, offset));
    }
    if (aligned && offset % size != 0) {
      throw new Refusal(
          FindingKind.STACK_ALIGNMENT,
          "stack access of %d bytes at offset %d is misaligned".formatted(size, offset));
    }
  }

  /** Stores {@code value}, 1, 2, 4 or 8 bytes of it; the place has been checked. */
  public void store(int offset, int size, Value value) {
    if (size == 8) {
      put(slotAt(offset), new Slot.Spilled(value));
      return;
    }
    if (value instanceof Value.Pointer) {
      throw new Refusal(FindingKind.SPILL, "a pointer is stored with %d bytes".formatted(size));
    }
    boolean zero =
        value instanceof Value.Number(Scalar scalar, _)
            && scalar.isConstant()
            && scalar.constant() == 0;
    write(offset, size, zero);
  }

  private void write(int offset, int size, boolean zero) {
    int at = slotAt(offset);
    put(at, slot(at).asBytes().written(bytes(offset, size), zero));
  }

  /** Numbers that nothing is known about are written to {@code size} bytes; checked before. */
  public void overwrite(int offset, int size) {
    for (int at = offset; at < offset + size; at++) {
      write(at, 1, false);
    }
  }

  /** Loads 1, 2, 4 or 8 bytes, zero-extended; the place has been checked. */
  public Value load(int offset, int size) {
    Slot slot = slot(slotAt(offset));
    if (slot instanceof Slot.Spilled(Value value)) {
      if (size == 8) {
        return value;
      }
      if (value instanceof Value.Pointer) {
        throw new Refusal(
            FindingKind.SPILL, "%d bytes are read of a pointer on the stack".formatted(size));
      }
    }
    int wanted = bytes(offset, size);
    Slot.Bytes bytes = slot.asBytes();
    requireSet(bytes, wanted, offset, size);
    return (bytes.zero() & wanted) == wanted ? Value.ZERO : Value.of(Scalar.ofWidth(size * 8));
  }

  /** Refuses unless all bytes are numbers that have been written; checked before. */
  public void requireNumbers(int offset, int size) {
    for (int at = offset; at < offset + size; at++) {
      Slot slot = slot(slotAt(at));
      if (slot instanceof Slot.Spilled(Value.Pointer pointer)) {
        throw new Refusal(
            FindingKind.POINTER_LEAK,
            "the %d bytes at stack offset %d hold a %s".formatted(size, offset, pointer.what()));
      }
      requireSet(slot.asBytes(), bytes(at, 1), offset, size);
    }
  }

  private static void requireSet(Slot.Bytes bytes, int wanted, int offset, int size) {
    if ((bytes.set() & wanted) != wanted) {
      throw new Refusal(
          FindingKind.UNSET_STACK,
          "some of the %d bytes at stack offset %d were never written".formatted(size, offset));
    }
  }
}
