package io.bulwark.vm.map;

/** The CPUs of a machine, and which one a program runs on. */
final class Cpus {
  private final int count;
  private int current;

  Cpus(int count) {
    if (count < 1) {
      throw new IllegalArgumentException("a machine with " + count + " CPUs");
    }
    this.count = count;
  }

  int count() {
    return count;
  }

  int current() {
    return current;
  }

  void current(int cpu) {
    if (cpu < 0 || cpu >= count) {
      throw new IllegalArgumentException("CPU %d of %d".formatted(cpu, count));
    }
    current = cpu;
  }
}
