package io.bulwark.rules.match;

import io.bulwark.event.schema.EventSchema;
import java.util.BitSet;
import java.util.List;

/** Prints a plan: groups with their kinds and rules, shared nodes, fields with atoms. */
final class PlanPrinter {
  private final StringBuilder out = new StringBuilder();
  private final MatchPlan plan;

  private PlanPrinter(MatchPlan plan) {
    this.plan = plan;
  }

  static String print(MatchPlan plan, Slots slots, List<String> names, EventSchema schema) {
    PlanPrinter printer = new PlanPrinter(plan);
    for (int i = 0; i < plan.groups().size(); i++) {
      printer.group(i, plan.groups().get(i), names, schema);
    }
    printer.shared();
    for (Object slot : slots.all()) {
      printer.slot(slot);
    }
    return printer.out.toString();
  }

  private void group(int number, MatchPlan.Group group, List<String> names, EventSchema schema) {
    out.append("group ").append(number).append(": ");
    kinds(group.kinds(), schema);
    for (MatchPlan.PlannedRule rule : group.rules()) {
      out.append("  ").append(names.get(rule.place())).append(": ");
      expr(rule.condition(), false);
      out.append('\n');
    }
  }

  private void kinds(BitSet kinds, EventSchema schema) {
    int shown = 0;
    for (int k = kinds.nextSetBit(0); k >= 0; k = kinds.nextSetBit(k + 1)) {
      if (shown++ == 8) {
        out.append(" … ").append(kinds.cardinality()).append(" kinds");
        break;
      }
      out.append(shown == 1 ? "" : " ").append(schema.kindName(k));
    }
    out.append('\n');
  }

  private void shared() {
    plan.shared()
        .forEach((expr, place) -> {
          out.append("shared #").append(place).append(": ");
          expr(expr, true);
          out.append('\n');
        });
  }

  private void slot(Object slot) {
    switch (slot) {
      case TextSlot text -> atoms("field ", text.name(), text.atoms());
      case TextListSlot list -> atoms("list ", list.name(), list.atoms());
      case NumberSlot number -> out.append("number ").append(number.name()).append('\n');
      default -> {}
    }
  }

  private void atoms(String label, String name, TextAtoms atoms) {
    out.append(label).append(name).append(":\n");
    for (TextAtom atom : atoms.all()) {
      out.append("  ").append(atom.index()).append(' ').append(atom.text()).append('\n');
    }
  }

  private void expr(Expr expr, boolean spelled) {
    Integer place = plan.shared().get(expr);
    if (place != null && !spelled) {
      out.append('#').append(place);
      return;
    }
    switch (expr.node()) {
      case Node.Const(boolean value) -> out.append(value);
      case Node.Not(Expr term) -> {
        out.append("not ");
        expr(term, false);
      }
      case Node.Junction(boolean all, List<Expr> terms) -> junction(all, terms);
      case Node.KindIn k -> out.append("evt.type in ").append(k.kinds());
      case Node.TextBit(TextSlot slot, TextAtom atom) ->
          out.append(slot.name()).append(' ').append(atom.text());
      case Node.ListBit(TextListSlot slot, TextAtom atom, boolean all) ->
          out.append(all ? "every " : "some ").append(slot.name()).append(' ').append(atom.text());
      case Node.TextPresent(TextSlot slot) -> out.append(slot.name()).append(" exists");
      case Node.ListPresent(TextListSlot slot, boolean filled) ->
          out.append(slot.name()).append(filled ? " has values" : " exists");
      case Node.NumberPresent(NumberSlot slot) -> out.append(slot.name()).append(" exists");
      case Node.NumberCompare(NumberSlot slot, NumberOp op, long value) ->
          out.append(slot.name()).append(' ').append(op.text()).append(' ').append(value);
      case Node.NumberMember(NumberSlot slot, NumberSet set) ->
          out.append(slot.name()).append(" in ").append(set);
      case Node.Asked asked -> out.append(asked.text());
    }
  }

  private void junction(boolean all, List<Expr> terms) {
    out.append('(');
    for (int i = 0; i < terms.size(); i++) {
      out.append(i == 0 ? "" : all ? " and " : " or ");
      expr(terms.get(i), false);
    }
    out.append(')');
  }
}
