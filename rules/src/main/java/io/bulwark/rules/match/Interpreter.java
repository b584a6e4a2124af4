package io.bulwark.rules.match;

import java.util.List;

/** Walks an expression: for conditions too large for a class file. */
final class Interpreter {
  private Interpreter() {}

  static boolean test(Expr expr) {
    return switch (expr.node()) {
      case Node.Const(boolean value) -> value;
      case Node.Not(Expr term) -> !test(term);
      case Node.Junction(boolean all, List<Expr> terms) -> junction(all, terms);
      case Node.KindIn k -> throw new IllegalStateException("kinds are folded before");
      case Node.TextBit(TextSlot slot, TextAtom atom) ->
          atom.isFast()
              ? slot.fast(atom.index() >>> 6, 1L << atom.index())
              : slot.slow(atom.index());
      case Node.ListBit(TextListSlot slot, TextAtom atom, boolean all) ->
          all
              ? slot.every(atom.index() >>> 6, 1L << atom.index())
              : slot.some(atom.index() >>> 6, 1L << atom.index());
      case Node.TextPresent(TextSlot slot) -> slot.present();
      case Node.ListPresent(TextListSlot slot, boolean filled) ->
          filled ? slot.filled() : slot.present();
      case Node.NumberPresent(NumberSlot slot) -> slot.present();
      case Node.NumberCompare(NumberSlot slot, NumberOp op, long value) -> {
        long read = slot.get();
        yield read != io.bulwark.event.access.LongReader.MISSING && op.test(read, value);
      }
      case Node.NumberMember(NumberSlot slot, NumberSet set) -> slot.in(set);
      case Node.Asked asked -> asked.test().test();
    };
  }

  private static boolean junction(boolean all, List<Expr> terms) {
    for (int i = 0; i < terms.size(); i++) {
      if (test(terms.get(i)) != all) {
        return !all;
      }
    }
    return all;
  }
}
