package io.bulwark.bpf.isa;

/** What a {@code ld_imm64} loads; all but {@link Number} are filled in by a loader. */
public sealed interface Constant {
  /** 64 bits as they are. */
  record Number(long value) implements Constant {}

  /** The map behind a file descriptor. */
  record MapByFd(int fd) implements Constant {}

  /** A place in the value of a one-element array behind a file descriptor. */
  record MapValueByFd(int fd, int offset) implements Constant {}

  /** A kernel variable, by BTF id and the descriptor of its BTF (0: vmlinux). */
  record KernelVariable(int btfId, int btfFd) implements Constant {}

  /** The address of a function; slots from the next instruction to its first. */
  record FunctionAddress(int offset) implements Constant {}

  /** The map at an index of the loader's descriptor array. */
  record MapByIndex(int index) implements Constant {}

  /** A place in the value of the map at an index of the loader's descriptor array. */
  record MapValueByIndex(int index, int offset) implements Constant {}
}
