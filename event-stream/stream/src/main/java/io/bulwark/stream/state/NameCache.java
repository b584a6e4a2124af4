package io.bulwark.stream.state;

import io.bulwark.event.value.ByteSlice;
import org.jspecify.annotations.Nullable;

/**
 * Keeps recently used texts, so that a file opened again and again costs no new bytes.
 * Direct-mapped: a text displaces the one that hashed to its place.
 */
final class NameCache {
  private static final int SIZE = 1 << 12;

  private final @Nullable ByteSlice[] cache = new ByteSlice[SIZE];

  NameCache() {}

  /** An immutable slice with the content of {@code text}. */
  ByteSlice intern(ByteSlice text) {
    int hash = text.hashCode();
    int slot = (hash ^ hash >>> 12) & (SIZE - 1);
    ByteSlice known = cache[slot];
    if (known != null && known.contentEquals(text)) {
      return known;
    }
    ByteSlice copy = text.copy();
    cache[slot] = copy;
    return copy;
  }
}
