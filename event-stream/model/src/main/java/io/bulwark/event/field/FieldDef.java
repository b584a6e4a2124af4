package io.bulwark.event.field;

import java.util.Set;

/**
 * One entry of the field catalogue.
 *
 * @param name full name, such as {@code proc.name}
 * @param type type of (each of) its values when it has no argument
 * @param multiplicity values without an argument; with one, the field is always {@code ONE}
 * @param argument whether an argument may or must follow
 * @param traits see {@link Trait}
 * @param description one sentence for {@code bulwark fields}
 */
public record FieldDef(
    String name,
    FieldType type,
    Multiplicity multiplicity,
    ArgumentRule argument,
    Set<Trait> traits,
    String description) {
  /** Properties that checks and outputs ask for. */
  public enum Trait {
    /** May be tested, not printed ({@code fd.ip}). */
    FILTER_ONLY,
    /** May be printed, not tested. */
    PRINT_ONLY,
    /** No transformer may wrap it. */
    NO_TRANSFORMER,
    /** No {@code val()} on the right, and none of its own. */
    NO_RHS,
    /** Kept for old rules; loading one warns. */
    DEPRECATED,
    /** Can be missing on an event that has a thread: {@code !=} then differs from {@code not =}. */
    CAN_BE_MISSING,
    /** Depends only on the process image (name, path, ancestors, ids), not on the event. */
    PROCESS,
    /** Comes from container metadata rather than from the event itself. */
    CONTAINER,
    /** Printed in octal. */
    OCTAL,
    /** Printed in hexadecimal. */
    HEX,
    /** Printed in decimal, padded with zeros to nine digits. */
    PADDED,
    /** The argument may follow a dot: {@code evt.arg.flags}, {@code thread.cgroup.memory}. */
    DOTTED,
    /** Part of the language, but no source of this build can supply it: loading one is an error. */
    UNSUPPORTED
  }

  public FieldDef {
    traits = Set.copyOf(traits);
  }

  public boolean is(Trait trait) {
    return traits.contains(trait);
  }

  /** The same field with another type, for {@code evt.rawarg}, whose type its argument decides. */
  public FieldDef withType(FieldType other) {
    return new FieldDef(name, other, multiplicity, argument, traits, description);
  }

  /**
   * The class prefix: {@code proc} of {@code proc.name}, {@code fs.path} of {@code fs.path.name}.
   */
  public String fieldClass() {
    int dot = name.startsWith("fs.path") ? name.indexOf('.', 3) : name.indexOf('.');
    return dot < 0 ? name : name.substring(0, dot);
  }
}
