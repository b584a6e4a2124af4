package io.bulwark.kernel.load;

/** Something an object is told between opening and loading. */
sealed interface Setting {
  /** How many entries, or ring bytes, a map gets. */
  record MaxEntries(String map, int entries) implements Setting {}

  /** An existing map in the place of a declared one. */
  record Reuse(String map, KernelMap existing) implements Setting {}

  /** The pattern of a map of maps. */
  record Inner(String map, KernelMap pattern) implements Setting {}

  /** Bytes of global data; {@code section} is its section or map name. */
  record Data(String section, int offset, byte[] bytes) implements Setting {}

  /** The value of a global variable. */
  record Variable(String name, byte[] bytes) implements Setting {}

  /** Whether a program is loaded. */
  record Autoload(String program, boolean load) implements Setting {}

  /** The kernel function or hook that a program attaches to. */
  record Target(String program, String function) implements Setting {}
}
