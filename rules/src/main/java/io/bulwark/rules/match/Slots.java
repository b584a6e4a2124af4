package io.bulwark.rules.match;

import io.bulwark.event.access.AddressListReader;
import io.bulwark.event.access.AddressReader;
import io.bulwark.event.access.FieldBinder;
import io.bulwark.event.access.FieldReader;
import io.bulwark.event.access.LongListReader;
import io.bulwark.event.access.LongReader;
import io.bulwark.event.access.TextListReader;
import io.bulwark.event.access.TextReader;
import io.bulwark.policy.ir.Operand;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** The operands that conditions read, each bound once. */
final class Slots {
  private final Operands operands;
  private final Clock clock;
  private final Map<Operand, Object> slots = new LinkedHashMap<>();

  Slots(FieldBinder binder, Clock clock) {
    operands = new Operands(binder);
    this.clock = clock;
  }

  /** A {@link TextSlot}, {@link TextListSlot}, {@link NumberSlot}, or a reader of another shape. */
  Object of(Operand operand) {
    Object known = slots.get(operand);
    if (known == null) {
      known = slot(operands.bind(operand), OperandText.of(operand));
      slots.put(operand, known);
    }
    return known;
  }

  private Object slot(FieldReader reader, String name) {
    return switch (reader) {
      case TextReader text -> new TextSlot(text, name, clock);
      case TextListReader list -> new TextListSlot(list, name, clock);
      case LongReader number -> new NumberSlot(number, name, clock);
      case LongListReader list -> list;
      case AddressReader address -> address;
      case AddressListReader list -> list;
    };
  }

  /** A reader of its own, for tests that hold two values at a time. */
  FieldReader reader(Operand operand) {
    return operands.bind(operand);
  }

  Collection<Object> all() {
    return slots.values();
  }

  /** All atoms are known: build the automata. */
  void complete() {
    for (Object slot : slots.values()) {
      if (slot instanceof TextSlot text) {
        text.atoms().complete();
      } else if (slot instanceof TextListSlot list) {
        list.atoms().complete();
      }
    }
  }
}
