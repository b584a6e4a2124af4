package io.bulwark.kernel.abi;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/** Links by descriptor: what attaches a program, and stops when its last descriptor or pin goes. */
public final class LinkAbi {
  private final MethodHandle create;
  private final MethodHandle update;
  private final MethodHandle rawTracepoint;
  private final MethodHandle iterator;
  private final MethodHandle findType;

  /** Binds all; a missing one is reported by name. */
  public LinkAbi(Symbols symbols) {
    create =
        symbols.handle(
            "bpf_link_create",
            FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS));
    update =
        symbols.handle(
            "bpf_link_update", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS));
    rawTracepoint =
        symbols.handle(
            "bpf_raw_tracepoint_open", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT));
    iterator = symbols.handle("bpf_iter_create", FunctionDescriptor.of(JAVA_INT, JAVA_INT));
    findType =
        symbols.handle(
            "libbpf_find_vmlinux_btf_id", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT));
  }

  /**
   * A link descriptor, or {@code -errno}. {@code target} is a cgroup descriptor or 0. On kernels
   * whose LINK_CREATE lacks a type, libbpf falls back to the older call.
   */
  public int create(int program, int target, int attachType) {
    try {
      return (int) create.invokeExact(program, target, attachType, MemorySegment.NULL);
    } catch (Throwable e) {
      throw Symbols.broken(e);
    }
  }

  /** Puts another program behind a link. */
  public int update(int link, int program) {
    try {
      return (int) update.invokeExact(link, program, MemorySegment.NULL);
    } catch (Throwable e) {
      throw Symbols.broken(e);
    }
  }

  /** A link descriptor on a raw tracepoint, or {@code -errno}. */
  public int rawTracepoint(MemorySegment name, int program) {
    try {
      return (int) rawTracepoint.invokeExact(name, program);
    } catch (Throwable e) {
      throw Symbols.broken(e);
    }
  }

  /** A descriptor to read an iterator's output from, or {@code -errno}. */
  public int iterator(int link) {
    try {
      return (int) iterator.invokeExact(link);
    } catch (Throwable e) {
      throw Symbols.broken(e);
    }
  }

  /** The kernel type that a hook's name stands for, or {@code -errno}. */
  public int findType(MemorySegment name, int attachType) {
    try {
      return (int) findType.invokeExact(name, attachType);
    } catch (Throwable e) {
      throw Symbols.broken(e);
    }
  }
}
