package io.bulwark.event.field;

import java.util.Optional;

/** A field as one condition or output uses it: with or without an argument. */
public record FieldRef(FieldDef def, Optional<FieldArg> arg) {
  /** Values of this use: a field with an argument has one. */
  public Multiplicity multiplicity() {
    return arg.isPresent() ? Multiplicity.ONE : def.multiplicity();
  }

  public FieldType type() {
    return def.type();
  }

  /** The text a rule would write: {@code proc.aname[2]}, {@code evt.arg.flags}. */
  public String text() {
    return arg.map(a ->
            switch (a) {
              case FieldArg.Index(int i) -> def.name() + "[" + i + "]";
              case FieldArg.Key(String k) when def.is(FieldDef.Trait.DOTTED) ->
                  def.name() + "." + k;
              case FieldArg.Key(String k) -> def.name() + "[" + k + "]";
            })
        .orElse(def.name());
  }

  /** True for {@code evt.arg} and {@code evt.rawarg}, whose key follows a dot. */
  public boolean isEventArgument() {
    return def.name().equals("evt.arg") || def.name().equals("evt.rawarg");
  }
}
