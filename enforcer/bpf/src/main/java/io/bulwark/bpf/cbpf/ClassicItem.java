package io.bulwark.bpf.cbpf;

import org.jspecify.annotations.Nullable;

/** What the caller of a {@link ClassicAssembler} wrote. */
sealed interface ClassicItem {
  /** A label's place. */
  record Bind(FilterLabel label) implements ClassicItem {}

  /** An instruction that leads nowhere, or whose distances are given. */
  record Plain(ClassicInstruction instruction) implements ClassicItem {}

  /** An unconditional jump. */
  record Always(FilterLabel target) implements ClassicItem {}

  /** A conditional jump; a missing label is the next instruction. */
  record Branch(
      ClassicCondition test,
      ClassicOperand operand,
      @Nullable FilterLabel yes,
      @Nullable FilterLabel no)
      implements ClassicItem {}
}
