package io.bulwark.vm.helper;

import org.jspecify.annotations.Nullable;

/** The paths of recorded files. */
@FunctionalInterface
public interface PathSource {
  /** No paths at all. */
  PathSource NONE = _ -> null;

  /**
   * The path of the {@code struct path} at {@code address}, without a NUL; null if none was
   * recorded.
   */
  byte @Nullable [] path(long address);
}
