package io.bulwark.vm.target;

import java.util.Map;

/**
 * How a recorded struct lies in memory.
 *
 * @param name of the struct, as the kernel calls it
 * @param size bytes, a multiple of 8
 * @param fields by name
 */
public record StructLayout(String name, int size, Map<String, Field> fields) {
  public StructLayout {
    fields = Map.copyOf(fields);
  }

  /**
   * A recorded member.
   *
   * @param struct name of the struct it belongs to
   * @param offset bytes from the struct's start
   * @param size bytes
   * @param kind what it holds
   */
  public record Field(String struct, String name, int offset, int size, Kind kind) {}

  /** What a member holds. */
  public enum Kind {
    /** A number of 1, 2, 4 or 8 bytes. */
    NUMBER,
    /** Characters, ended by a NUL where they do not fill it. */
    TEXT,
    /** The address of another object, or 0. */
    POINTER,
    /** Another struct. */
    EMBEDDED
  }

  /**
   * The member with this name.
   *
   * @throws IllegalArgumentException if the trace does not record it
   */
  public Field field(String member) {
    Field field = fields.get(member);
    if (field == null) {
      throw new IllegalArgumentException("struct " + name + " has no recorded " + member);
    }
    return field;
  }
}
