package io.bulwark.verdicts.table;

import io.bulwark.bpf.object.BpfObject;
import java.util.function.Function;

/** Something that runs an object: a machine in one of its ways, or a kernel. */
interface Backend extends AutoCloseable {
  /** Runs a program over a packet; the low 32 bits of r0. */
  int run(String program, byte[] packet);

  /** Writes a map's value, in per-CPU maps the same for all CPUs. */
  void update(String map, byte[] key, byte[] value);

  /** Puts a program into a program array. */
  void program(String array, int index, String program);

  /** Puts a map into a map of maps. */
  void inner(String outer, byte[] key, String map);

  @Override
  void close();

  /** A way to run objects, with its name. */
  record Kind(String name, Function<BpfObject, Backend> open) {
    @Override
    public String toString() {
      return name;
    }
  }
}
