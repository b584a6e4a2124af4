package io.bulwark.stream.fields;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Names of error numbers, from {@code errnos.tsv}. */
final class ErrnoNames {
  private static final String RESOURCE = "errnos.tsv";

  private final byte[] @Nullable [] names;

  private ErrnoNames(byte[] @Nullable [] names) {
    this.names = names;
  }

  /** Read when first asked for, and then shared: it never changes. */
  private static final class Standard {
    static final ErrnoNames NAMES = load();
  }

  static ErrnoNames standard() {
    return Standard.NAMES;
  }

  private static ErrnoNames load() {
    TreeMap<Integer, byte[]> byNumber = new TreeMap<>();
    InputStream in =
        Objects.requireNonNull(ErrnoNames.class.getResourceAsStream(RESOURCE), RESOURCE);
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.isBlank() && !line.startsWith("#")) {
          int tab = line.indexOf('\t');
          byNumber.put(
              Integer.valueOf(line.substring(0, tab)),
              line.substring(tab + 1).getBytes(StandardCharsets.US_ASCII));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the built-in " + RESOURCE, e);
    }
    byte[] @Nullable [] names = new byte[byNumber.lastKey() + 1][];
    for (Map.Entry<Integer, byte[]> entry : byNumber.entrySet()) {
      names[entry.getKey()] = entry.getValue();
    }
    return new ErrnoNames(names);
  }

  /** Name of the error that a syscall's negative result stands for; null if it has none. */
  byte @Nullable [] of(long result) {
    int code = (int) result;
    return code < 0 && code > -names.length ? names[-code] : null;
  }
}
