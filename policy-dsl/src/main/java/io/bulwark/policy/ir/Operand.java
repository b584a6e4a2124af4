package io.bulwark.policy.ir;

import io.bulwark.event.field.FieldRef;
import io.bulwark.event.field.FieldType;
import io.bulwark.event.field.Multiplicity;
import java.util.List;
import java.util.Optional;

/** A value that a comparison reads from the event. */
public sealed interface Operand {
  FieldType type();

  Multiplicity multiplicity();

  /** A field as it is. */
  record FieldOperand(FieldRef field) implements Operand {
    @Override
    public FieldType type() {
      return field.type();
    }

    @Override
    public Multiplicity multiplicity() {
      return field.multiplicity();
    }
  }

  /**
   * A transformed value.
   *
   * @param option the option letter of {@code getopt(…)[x]}
   */
  record TransformOperand(
      Transformer transformer,
      List<Operand> args,
      Optional<String> option,
      FieldType type,
      Multiplicity multiplicity)
      implements Operand {
    public TransformOperand {
      args = List.copyOf(args);
    }
  }

  /** A constant text inside a transformer. */
  record TextOperand(String text) implements Operand {
    @Override
    public FieldType type() {
      return FieldType.CHARBUF;
    }

    @Override
    public Multiplicity multiplicity() {
      return Multiplicity.ONE;
    }
  }

  /** A list inside a transformer: {@code join(",", (proc.name, "x"))}. */
  record ListOperand(List<Operand> items) implements Operand {
    public ListOperand {
      items = List.copyOf(items);
    }

    @Override
    public FieldType type() {
      return FieldType.CHARBUF;
    }

    @Override
    public Multiplicity multiplicity() {
      return Multiplicity.LIST;
    }
  }
}
