package io.bulwark.rules.match;

/** A node of the shared expression graph. Equal nodes are one object: compared by identity. */
final class Expr {
  private final int id;
  private final Node node;
  private final boolean kindDependent;
  private final int cost;

  Expr(int id, Node node) {
    this.id = id;
    this.node = node;
    kindDependent = dependsOnKind(node);
    cost = Costs.of(node);
  }

  int id() {
    return id;
  }

  Node node() {
    return node;
  }

  /** Whether a test of the event's kind is inside. */
  boolean kindDependent() {
    return kindDependent;
  }

  /** Rough nanoseconds of one evaluation; see {@link Costs}. */
  int cost() {
    return cost;
  }

  private static boolean dependsOnKind(Node node) {
    return switch (node) {
      case Node.KindIn k -> true;
      case Node.Not(Expr term) -> term.kindDependent;
      case Node.Junction junction -> anyDepends(junction);
      case Node.Const c -> false;
      case Node.TextBit t -> false;
      case Node.ListBit t -> false;
      case Node.TextPresent t -> false;
      case Node.ListPresent t -> false;
      case Node.NumberPresent t -> false;
      case Node.NumberCompare t -> false;
      case Node.NumberMember t -> false;
      case Node.Asked t -> false;
    };
  }

  private static boolean anyDepends(Node.Junction junction) {
    for (Expr term : junction.terms()) {
      if (term.kindDependent) {
        return true;
      }
    }
    return false;
  }
}
