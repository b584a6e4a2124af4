package io.bulwark.policy;

/**
 * How to load.
 *
 * @param compatibility which side of an upstream quirk to take
 * @param lints whether to look for what loads but surprises
 */
public record LoadOptions(Compatibility compatibility, boolean lints) {
  /** Upstream quirks: corrected (default) or exactly as upstream. */
  public enum Compatibility {
    CORRECTED,
    STRICT
  }

  public static LoadOptions defaults() {
    return new LoadOptions(Compatibility.CORRECTED, true);
  }
}
