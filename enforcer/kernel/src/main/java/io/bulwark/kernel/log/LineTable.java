package io.bulwark.kernel.log;

import io.bulwark.bpf.isa.Code;
import io.bulwark.bpf.isa.SourceLine;
import org.jspecify.annotations.Nullable;

/**
 * Which line of the policy an instruction comes from. Ours, because kernels print source lines but
 * few print where they stand.
 */
@FunctionalInterface
public interface LineTable {
  /** A table that knows nothing. */
  LineTable NONE = slot -> null;

  /** The line of the instruction that starts at a slot; null where nobody knows. */
  @Nullable SourceLine at(int slot);

  /** The lines that code carries. */
  static LineTable of(Code code) {
    return slot -> {
      int index = code.indexOf(slot);
      return index < 0 ? null : code.source(index);
    };
  }
}
