package io.bulwark.vm.target;

import io.bulwark.vm.memory.Memory;
import io.bulwark.vm.target.StructLayout.Field;
import io.bulwark.vm.target.StructLayout.Kind;
import org.jspecify.annotations.Nullable;

/**
 * One struct in the machine's memory: the host fills it, programs read it. Filled anew for every
 * event; members that an event does not have are cleared with {@link #clear}.
 */
public final class RecordedObject {
  private final Memory memory;
  private final StructLayout layout;
  private final long address;
  private long identity;

  RecordedObject(Memory memory, StructLayout layout, long address) {
    this.memory = memory;
    this.layout = layout;
    this.address = address;
    identity = address;
  }

  /** Its address. */
  public long address() {
    return address;
  }

  /** How it lies in memory. */
  public StructLayout layout() {
    return layout;
  }

  /** The address of a member. */
  public long address(Field field) {
    requireOwn(field);
    return address + field.offset();
  }

  private void requireOwn(Field field) {
    if (!field.struct().equals(layout.name())) {
      throw new IllegalArgumentException(
          "%s.%s is no member of struct %s".formatted(field.struct(), field.name(), layout.name()));
    }
  }

  /** Sets all members to 0. */
  public RecordedObject clear() {
    memory.fill(address, layout.size(), (byte) 0);
    return this;
  }

  /** Sets a number, cut to the member's size. */
  public RecordedObject set(Field field, long value) {
    requireOwn(field);
    require(field, Kind.NUMBER);
    put(address + field.offset(), field.size(), value);
    return this;
  }

  /** Sets a number by name, for setting up; look the {@link Field} up once for many events. */
  public RecordedObject set(String field, long value) {
    return set(layout.field(field), value);
  }

  /** Sets a number in a struct that lies within this one. */
  public RecordedObject set(Field outer, Field inner, long value) {
    requireOwn(outer);
    require(outer, Kind.EMBEDDED);
    require(inner, Kind.NUMBER);
    if (inner.offset() + inner.size() > outer.size()) {
      throw new IllegalArgumentException(inner.name() + " is not in " + outer.name());
    }
    put(address + outer.offset() + inner.offset(), inner.size(), value);
    return this;
  }

  private void put(long at, int size, long value) {
    switch (size) {
      case 1 -> memory.putByte(at, (byte) value);
      case 2 -> memory.putShort(at, (short) value);
      case 4 -> memory.putInt(at, (int) value);
      default -> memory.putLong(at, value);
    }
  }

  /** Makes a pointer lead to another object; null: nowhere. */
  public RecordedObject point(Field field, @Nullable RecordedObject target) {
    requireOwn(field);
    require(field, Kind.POINTER);
    memory.putLong(address + field.offset(), target == null ? 0 : target.address);
    return this;
  }

  /** The same by name. */
  public RecordedObject point(String field, @Nullable RecordedObject target) {
    return point(layout.field(field), target);
  }

  /** Sets characters; what does not fit is cut, the rest is 0. */
  public RecordedObject text(Field field, byte[] characters) {
    requireOwn(field);
    require(field, Kind.TEXT);
    long at = address + field.offset();
    memory.fill(at, field.size(), (byte) 0);
    memory.copyIn(at, characters, 0, Math.min(characters.length, field.size()));
    return this;
  }

  private static void require(Field field, Kind kind) {
    if (field.kind() != kind) {
      throw new IllegalArgumentException(
          "%s.%s is a %s, not a %s".formatted(field.struct(), field.name(), field.kind(), kind));
    }
  }

  /**
   * Which object of the recorded kernel this is at the moment: the number that storage maps keep
   * values by. Unless set, every recorded object is its own.
   */
  public RecordedObject identity(long number) {
    identity = number;
    return this;
  }

  long identity() {
    return identity;
  }
}
