package io.bulwark.lab.kernel;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The kernels of the lab, oldest first: Debian's, for x86-64. */
public enum Kernel {
  /** BPF LSM only when asked for at boot; no task storage for tracing, bpf_loop or bpf_strncmp. */
  V5_10("5.10", "bullseye"),
  V6_1("6.1", "bookworm"),
  V6_12("6.12", "bookworm-backports", "trixie"),
  V7_3("7.3", "trixie-backports");

  private final String series;
  private final List<String> suites;

  Kernel(String series, String... suites) {
    this.series = series;
    this.suites = List.of(suites);
  }

  /** Major and minor version, for example {@code 6.1}. */
  public String series() {
    return series;
  }

  /**
   * The Debian suites whose {@code linux-image-amd64} is of this series; the first is tried first.
   */
  public List<String> suites() {
    return suites;
  }

  /** Whether a release as {@code uname -r} prints it belongs to this series. */
  public boolean matches(String release) {
    return release.startsWith(series + ".");
  }

  /** The kernel of a series, for example {@code 6.1}. */
  public static Optional<Kernel> of(String series) {
    return Stream.of(values()).filter(kernel -> kernel.series.equals(series)).findFirst();
  }

  /** The newest kernel that the lab knows. */
  public static Kernel newest() {
    return values()[values().length - 1];
  }

  @Override
  public String toString() {
    return series;
  }
}
