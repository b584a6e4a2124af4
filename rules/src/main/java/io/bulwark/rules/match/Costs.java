package io.bulwark.rules.match;

/** The static cost model: terms of and/or run cheapest first. Figures are rough nanoseconds. */
final class Costs {
  private static final int CEILING = 1_000_000;

  private Costs() {}

  static int of(Node node) {
    return switch (node) {
      case Node.Const c -> 0;
      case Node.KindIn k -> 0;
      case Node.Not(Expr term) -> term.cost();
      case Node.Junction junction -> junction(junction);
      case Node.NumberPresent n -> 3;
      case Node.NumberCompare n -> 3;
      case Node.NumberMember n -> 5;
      case Node.TextPresent t -> 6;
      case Node.TextBit bit -> bit.atom().isFast() ? 10 : 16;
      case Node.ListPresent l -> 120;
      case Node.ListBit l -> 140;
      case Node.Asked asked -> asked.cost();
    };
  }

  /** Each further term is reached half as often. */
  private static int junction(Node.Junction junction) {
    int sum = 1;
    int share = 0;
    for (Expr term : junction.terms()) {
      sum += term.cost() >> Math.min(share++, 6);
    }
    return Math.min(sum, CEILING);
  }
}
