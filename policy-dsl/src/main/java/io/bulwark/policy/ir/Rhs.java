package io.bulwark.policy.ir;

import io.bulwark.event.value.ByteSlice;
import java.util.List;

/** The typed right side of a comparison. A single literal is a list of one. */
public sealed interface Rhs {
  /** Texts, patterns or byte strings (already decoded from hex for the {@code b} operators). */
  record Texts(List<ByteSlice> values) implements Rhs {
    public Texts {
      values = List.copyOf(values);
    }
  }

  /** Numbers in the field's signedness; booleans are 0 and 1. */
  record Numbers(List<Long> values) implements Rhs {
    public Numbers {
      values = List.copyOf(values);
    }
  }

  /** Addresses and networks; an address is a network of full length. */
  record Networks(List<IpNet> values) implements Rhs {
    public Networks {
      values = List.copyOf(values);
    }
  }

  /** Another value of the same event. */
  record OperandRhs(Operand operand) implements Rhs {}
}
