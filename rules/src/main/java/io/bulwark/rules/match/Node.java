package io.bulwark.rules.match;

import java.util.BitSet;
import java.util.List;

/** What one {@link Expr} computes. Children are interned, so equality is shallow and cheap. */
sealed interface Node {
  record Const(boolean value) implements Node {}

  /** True if all (or, if not {@code all}, some) of two or more terms are. */
  record Junction(boolean all, List<Expr> terms) implements Node {
    public Junction {
      terms = List.copyOf(terms);
    }
  }

  record Not(Expr term) implements Node {}

  /** True on events of these kinds; {@link Folding} turns it into a constant. */
  record KindIn(BitSet kinds) implements Node {}

  /** An atom of a single-valued text field. */
  record TextBit(TextSlot slot, TextAtom atom) implements Node {}

  /** An atom of a multi-valued text field: some value has it, or all have. */
  record ListBit(TextListSlot slot, TextAtom atom, boolean all) implements Node {}

  record TextPresent(TextSlot slot) implements Node {}

  /** The field has a list of values; {@code filled}: of at least one. */
  record ListPresent(TextListSlot slot, boolean filled) implements Node {}

  record NumberPresent(NumberSlot slot) implements Node {}

  record NumberCompare(NumberSlot slot, NumberOp op, long value) implements Node {}

  record NumberMember(NumberSlot slot, NumberSet set) implements Node {}

  /** Anything rarer: an object asked once per event. */
  record Asked(EventTest test, int cost, String text) implements Node {}
}
