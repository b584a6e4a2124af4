package io.bulwark.vm.verify.helper;

/** What a function leaves in r0. */
public enum Result {
  /** A number. */
  NUMBER,
  /** Nothing that may be read. */
  NOTHING,
  /** A value of the map, or null; of a map of maps: a map, or null. */
  MAP_VALUE_OR_NULL,
  /** A reserved ring record, or null. */
  RECORD_OR_NULL,
  /** The current {@code task_struct}. */
  TASK,
  /** A {@code socket}, or null. */
  SOCKET_OR_NULL
}
