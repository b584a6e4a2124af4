package io.bulwark.kernel.abi;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/** libbpf's thin wrappers of bpf(2) for programs, BTF, information, pins and statistics. */
public final class SyscallAbi {
  private final MethodHandle progLoad;
  private final MethodHandle btfLoad;
  private final MethodHandle testRun;
  private final MethodHandle getInfo;
  private final MethodHandle pin;
  private final MethodHandle get;
  private final MethodHandle enableStats;
  private final MethodHandle nextProgram;
  private final MethodHandle nextMap;
  private final MethodHandle nextLink;

  /** Binds all; a missing one is reported by name. */
  public SyscallAbi(Symbols symbols) {
    progLoad =
        symbols.handle(
            "bpf_prog_load",
            FunctionDescriptor.of(
                JAVA_INT, JAVA_INT, ADDRESS, ADDRESS, ADDRESS, JAVA_LONG, ADDRESS));
    btfLoad =
        symbols.handle(
            "bpf_btf_load", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_LONG, ADDRESS));
    testRun =
        symbols.handle(
            "bpf_prog_test_run_opts", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS));
    getInfo =
        symbols.handle(
            "bpf_obj_get_info_by_fd", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, ADDRESS));
    pin = symbols.handle("bpf_obj_pin", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS));
    get = symbols.handle("bpf_obj_get", FunctionDescriptor.of(JAVA_INT, ADDRESS));
    enableStats = symbols.handle("bpf_enable_stats", FunctionDescriptor.of(JAVA_INT, JAVA_INT));
    FunctionDescriptor next = FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS);
    nextProgram = symbols.handle("bpf_prog_get_next_id", next);
    nextMap = symbols.handle("bpf_map_get_next_id", next);
    nextLink = symbols.handle("bpf_link_get_next_id", next);
  }

  /** A program descriptor, or {@code -errno}; {@code count} is in instruction slots. */
  public int progLoad(
      int type,
      MemorySegment name,
      MemorySegment license,
      MemorySegment instructions,
      long count,
      MemorySegment options) {
    try {
      return (int) progLoad.invokeExact(type, name, license, instructions, count, options);
    } catch (Throwable e) {
      throw Symbols.broken(e);
    }
  }

  /** A BTF descriptor, or {@code -errno}. */
  public int btfLoad(MemorySegment data, MemorySegment options) {
    try {
      return (int) btfLoad.invokeExact(data, data.byteSize(), options);
    } catch (Throwable e) {
      throw Symbols.broken(e);
    }
  }

  /** Runs a program; results are written into {@code options}. */
  public int testRun(int program, MemorySegment options) {
    try {
      return (int) testRun.invokeExact(program, options);
    } catch (Throwable e) {
      throw Symbols.broken(e);
    }
  }

  /** Fills {@code info}; {@code length} holds its size in, the kernel's size out. */
  public int getInfo(int descriptor, MemorySegment info, MemorySegment length) {
    try {
      return (int) getInfo.invokeExact(descriptor, info, length);
    } catch (Throwable e) {
      throw Symbols.broken(e);
    }
  }

  /** Pins a map, program or link at a path on a BPF file system. */
  public int pin(int descriptor, MemorySegment path) {
    try {
      return (int) pin.invokeExact(descriptor, path);
    } catch (Throwable e) {
      throw Symbols.broken(e);
    }
  }

  /** A new descriptor on something pinned, or {@code -errno}. */
  public int get(MemorySegment path) {
    try {
      return (int) get.invokeExact(path);
    } catch (Throwable e) {
      throw Symbols.broken(e);
    }
  }

  /** A descriptor that keeps run-time statistics on while open, or {@code -errno}. */
  public int enableRunTimeStats() {
    try {
      return (int) enableStats.invokeExact(0);
    } catch (Throwable e) {
      throw Symbols.broken(e);
    }
  }

  /** The kinds of kernel objects that have ids. */
  public enum Kind {
    /** BPF programs. */
    PROGRAM,
    /** BPF maps. */
    MAP,
    /** BPF links. */
    LINK
  }

  /** Writes the next id of the whole machine into {@code next}; {@code -ENOENT} after the last. */
  public int nextId(Kind kind, int after, MemorySegment next) {
    MethodHandle handle =
        switch (kind) {
          case PROGRAM -> nextProgram;
          case MAP -> nextMap;
          case LINK -> nextLink;
        };
    try {
      return (int) handle.invokeExact(after, next);
    } catch (Throwable e) {
      throw Symbols.broken(e);
    }
  }
}
