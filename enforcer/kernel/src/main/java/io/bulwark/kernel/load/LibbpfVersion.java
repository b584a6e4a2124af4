package io.bulwark.kernel.load;

/** A release of libbpf. */
public record LibbpfVersion(int major, int minor) implements Comparable<LibbpfVersion> {
  /** The oldest whose functions and structures fit. */
  public static final LibbpfVersion OLDEST = new LibbpfVersion(1, 0);

  @Override
  public int compareTo(LibbpfVersion other) {
    return major != other.major
        ? Integer.compare(major, other.major)
        : Integer.compare(minor, other.minor);
  }

  @Override
  public String toString() {
    return major + "." + minor;
  }
}
