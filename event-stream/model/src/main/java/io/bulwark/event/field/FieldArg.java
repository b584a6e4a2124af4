package io.bulwark.event.field;

/** A field's argument as a condition gives it. */
public sealed interface FieldArg {
  /** A number in brackets; 0 ≤ value. */
  record Index(int value) implements FieldArg {
    public Index {
      if (value < 0) {
        throw new IllegalArgumentException("negative field index: " + value);
      }
    }
  }

  /** A key in brackets, or a parameter's name after {@code evt.arg.}. */
  record Key(String value) implements FieldArg {}
}
