package io.bulwark.vm.jit;

import io.bulwark.vm.memory.Cells;

/** What generated code calls because the JVM has no instruction for it. */
final class Runtime {
  private static final long LOW = 0xffff_ffffL;

  private Runtime() {}

  static long div64(long a, long b) {
    return b == 0 ? 0 : Long.divideUnsigned(a, b);
  }

  static long sdiv64(long a, long b) {
    return b == 0 ? 0 : a / b;
  }

  static long mod64(long a, long b) {
    return b == 0 ? a : Long.remainderUnsigned(a, b);
  }

  static long smod64(long a, long b) {
    return b == 0 ? a : a % b;
  }

  static int div32(int a, int b) {
    return b == 0 ? 0 : Integer.divideUnsigned(a, b);
  }

  static int sdiv32(int a, int b) {
    return b == 0 ? 0 : a / b;
  }

  static int mod32(int a, int b) {
    return b == 0 ? a : Integer.remainderUnsigned(a, b);
  }

  static int smod32(int a, int b) {
    return b == 0 ? a : a % b;
  }

  static long add64(Cells cells, long address, long operand) {
    long old = cells.fetch64(address);
    cells.store64(address, old + operand);
    return old;
  }

  static long or64(Cells cells, long address, long operand) {
    long old = cells.fetch64(address);
    cells.store64(address, old | operand);
    return old;
  }

  static long and64(Cells cells, long address, long operand) {
    long old = cells.fetch64(address);
    cells.store64(address, old & operand);
    return old;
  }

  static long xor64(Cells cells, long address, long operand) {
    long old = cells.fetch64(address);
    cells.store64(address, old ^ operand);
    return old;
  }

  static long xchg64(Cells cells, long address, long operand) {
    long old = cells.fetch64(address);
    cells.store64(address, operand);
    return old;
  }

  static long cmpxchg64(Cells cells, long address, long expected, long operand) {
    long old = cells.fetch64(address);
    if (old == expected) {
      cells.store64(address, operand);
    }
    return old;
  }

  static long add32(Cells cells, long address, long operand) {
    long old = cells.fetch32(address);
    cells.store32(address, old + operand);
    return old;
  }

  static long or32(Cells cells, long address, long operand) {
    long old = cells.fetch32(address);
    cells.store32(address, old | operand);
    return old;
  }

  static long and32(Cells cells, long address, long operand) {
    long old = cells.fetch32(address);
    cells.store32(address, old & operand);
    return old;
  }

  static long xor32(Cells cells, long address, long operand) {
    long old = cells.fetch32(address);
    cells.store32(address, old ^ operand);
    return old;
  }

  static long xchg32(Cells cells, long address, long operand) {
    long old = cells.fetch32(address);
    cells.store32(address, operand);
    return old;
  }

  static long cmpxchg32(Cells cells, long address, long expected, long operand) {
    long old = cells.fetch32(address);
    if (old == (expected & LOW)) {
      cells.store32(address, operand);
    }
    return old;
  }
}
