package io.bulwark.bpf.isa;

/** A symbol that an instruction names and a loader (or a machine) puts a value in for. */
public sealed interface Reference {
  /** The symbol. */
  String name();

  /** A map, in a {@link Instruction.LoadImm64}. */
  record ToMap(String name) implements Reference {}

  /** {@code addend} bytes into a global variable, in a {@link Instruction.LoadImm64}. */
  record ToVariable(String name, int addend) implements Reference {}

  /** A function of the object: the target of a call, or an address in a {@code ld_imm64}. */
  record ToFunction(String name) implements Reference {}

  /** A kernel configuration value or variable, in a {@link Instruction.LoadImm64}. */
  record ToExtern(String name) implements Reference {}

  /** A kernel function, in a {@link Instruction.CallKfunc}. */
  record ToKfunc(String name) implements Reference {}
}
