package io.bulwark.lab.kernel;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** Short names for what a thing in the cache is made of. */
public final class Digest {
  private Digest() {}

  /** Twelve hexadecimal digits that change with any of the {@code ingredients}. */
  public static String of(List<String> ingredients) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (String ingredient : ingredients) {
        digest.update((ingredient + '\0').getBytes(StandardCharsets.UTF_8));
      }
      return HexFormat.of().formatHex(digest.digest(), 0, 6);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
