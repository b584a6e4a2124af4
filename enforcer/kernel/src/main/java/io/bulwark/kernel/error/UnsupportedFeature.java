package io.bulwark.kernel.error;

/** This kernel does not have a feature. */
public final class UnsupportedFeature extends KernelException {
  private static final long serialVersionUID = 1L;
  private final String feature;
  private final String minimumVersion;

  /** {@code minimumVersion} is the first Linux release with it, such as {@code 5.7}. */
  public UnsupportedFeature(String feature, String minimumVersion) {
    super(
        "this kernel has no " + feature + ": Linux " + minimumVersion + " or newer is needed",
        null);
    this.feature = feature;
    this.minimumVersion = minimumVersion;
  }

  /** What is missing. */
  public String feature() {
    return feature;
  }

  /** The first Linux release that has it. */
  public String minimumVersion() {
    return minimumVersion;
  }
}
