package io.bulwark.bpf.isa;

import org.jspecify.annotations.Nullable;

/**
 * What travels with an instruction until it is encoded, so that moving code never separates it from
 * its relocations.
 *
 * @param source the policy line it implements; null: the same as the instruction before
 * @param reference the symbol it names
 * @param core the CO-RE relocation of its number
 */
public record Metadata(
    @Nullable SourceLine source, @Nullable Reference reference, @Nullable CoreRelocation core) {
  /** Nothing known. */
  public static final Metadata NONE = new Metadata(null, null, null);

  /** The same with another source line. */
  public Metadata withSource(@Nullable SourceLine line) {
    return new Metadata(line, reference, core);
  }

  /** The same with a reference. */
  public Metadata withReference(@Nullable Reference symbol) {
    return new Metadata(source, symbol, core);
  }

  /** The same with a CO-RE relocation. */
  public Metadata withCore(@Nullable CoreRelocation relocation) {
    return new Metadata(source, reference, relocation);
  }
}
