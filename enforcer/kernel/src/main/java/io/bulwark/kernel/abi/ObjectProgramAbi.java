package io.bulwark.kernel.abi;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BOOLEAN;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/** {@code struct bpf_program}, opaque, a part of an open or loaded object. */
public final class ObjectProgramAbi {
  private final MethodHandle name;
  private final MethodHandle section;
  private final MethodHandle descriptor;
  private final MethodHandle type;
  private final MethodHandle attachType;
  private final MethodHandle setAutoload;
  private final MethodHandle setAttachTarget;
  private final MethodHandle setLogBuffer;
  private final MethodHandle instructions;
  private final MethodHandle instructionCount;

  /** Binds all; a missing one is reported by name. */
  public ObjectProgramAbi(Symbols symbols) {
    FunctionDescriptor pointer = FunctionDescriptor.of(ADDRESS, ADDRESS);
    FunctionDescriptor number = FunctionDescriptor.of(JAVA_INT, ADDRESS);
    name = symbols.handle("bpf_program__name", pointer);
    section = symbols.handle("bpf_program__section_name", pointer);
    descriptor = symbols.handle("bpf_program__fd", number);
    type = symbols.handle("bpf_program__type", number);
    attachType = symbols.handle("bpf_program__expected_attach_type", number);
    setAutoload =
        symbols.handle(
            "bpf_program__set_autoload", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_BOOLEAN));
    setAttachTarget =
        symbols.handle(
            "bpf_program__set_attach_target",
            FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT, ADDRESS));
    setLogBuffer =
        symbols.handle(
            "bpf_program__set_log_buf",
            FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, JAVA_LONG));
    instructions = symbols.handle("bpf_program__insns", pointer);
    instructionCount =
        symbols.handle("bpf_program__insn_cnt", FunctionDescriptor.of(JAVA_LONG, ADDRESS));
  }

  /** The symbol's name. */
  public String name(MemorySegment program) {
    try {
      return CStrings.read((MemorySegment) name.invokeExact(program));
    } catch (Throwable e) {
      throw Symbols.broken(e);
    }
  }

  /** The section it came from. */
  public String section(MemorySegment program) {
    try {
      return CStrings.read((MemorySegment) section.invokeExact(program));
    } catch (Throwable e) {
      throw Symbols.broken(e);
    }
  }

  /** Its descriptor; negative where it was not loaded. */
  public int descriptor(MemorySegment program) {
    try {
      return (int) descriptor.invokeExact(program);
    } catch (Throwable e) {
      throw Symbols.broken(e);
    }
  }

  /** Its {@code enum bpf_prog_type}. */
  public int type(MemorySegment program) {
    try {
      return (int) type.invokeExact(program);
    } catch (Throwable e) {
      throw Symbols.broken(e);
    }
  }

  /** Its {@code enum bpf_attach_type}. */
  public int attachType(MemorySegment program) {
    try {
      return (int) attachType.invokeExact(program);
    } catch (Throwable e) {
      throw Symbols.broken(e);
    }
  }

  /** Whether the object's load loads it. */
  public int setAutoload(MemorySegment program, boolean load) {
    try {
      return (int) setAutoload.invokeExact(program, load);
    } catch (Throwable e) {
      throw Symbols.broken(e);
    }
  }

  /** The kernel function or hook it attaches to. */
  public int setAttachTarget(MemorySegment program, MemorySegment function) {
    try {
      return (int) setAttachTarget.invokeExact(program, 0, function);
    } catch (Throwable e) {
      throw Symbols.broken(e);
    }
  }

  /** Where the verifier's log of a failed load goes; it must live until the load is over. */
  public int setLogBuffer(MemorySegment program, MemorySegment buffer) {
    try {
      return (int) setLogBuffer.invokeExact(program, buffer, buffer.byteSize());
    } catch (Throwable e) {
      throw Symbols.broken(e);
    }
  }

  /** Its instructions after libbpf's relocations, valid as long as the object. */
  public MemorySegment instructions(MemorySegment program) {
    try {
      MemorySegment start = (MemorySegment) instructions.invokeExact(program);
      return CStrings.sized(start, (long) instructionCount.invokeExact(program) * 8);
    } catch (Throwable e) {
      throw Symbols.broken(e);
    }
  }
}
