package io.bulwark.bpf.isa;

/** What the caller of an {@link Assembler} wrote. */
sealed interface Item {
  /** A label's place. */
  record Bind(Label label) implements Item {}

  /** An instruction that leads nowhere, or whose offset is given. */
  record Plain(Statement statement) implements Item {}

  /** A jump or call to a label; the instruction's own offset means nothing. */
  record Leading(Instruction instruction, Label target, Metadata metadata) implements Item {}
}
