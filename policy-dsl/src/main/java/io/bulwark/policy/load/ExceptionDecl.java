package io.bulwark.policy.load;

import io.bulwark.policy.diag.Span;
import io.bulwark.policy.text.SourceText;
import java.util.List;
import java.util.Optional;

/**
 * An exception of a rule: its condition holds unless the fields have one of the values.
 *
 * @param fields one field, or several that are compared together; nothing where an append adds
 *     values to an earlier exception
 * @param comps one operator a field; empty: the default
 * @param values rows of values: a row has one value a field
 */
public record ExceptionDecl(
    String name,
    Optional<Fields> fields,
    List<SourceText> comps,
    boolean compsAreList,
    List<Value> values,
    Span span) {
  public ExceptionDecl {
    comps = List.copyOf(comps);
    values = List.copyOf(values);
  }

  /** Whether one field was written as a text, or several as a list. */
  public record Fields(List<SourceText> names, boolean list) {
    public Fields {
      names = List.copyOf(names);
    }
  }

  /** A value, or a list of values. */
  public sealed interface Value {
    Span span();

    record One(SourceText text) implements Value {
      @Override
      public Span span() {
        return text.span();
      }
    }

    record Many(List<Value> values, Span span) implements Value {
      public Many {
        values = List.copyOf(values);
      }
    }
  }
}
