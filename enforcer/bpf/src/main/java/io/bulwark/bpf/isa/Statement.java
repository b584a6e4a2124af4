package io.bulwark.bpf.isa;

/** An instruction and what is known about it. */
public record Statement(Instruction instruction, Metadata metadata) {
  /** A bare instruction. */
  public static Statement of(Instruction instruction) {
    return new Statement(instruction, Metadata.NONE);
  }
}
