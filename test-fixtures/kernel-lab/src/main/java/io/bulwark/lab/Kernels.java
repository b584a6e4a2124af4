package io.bulwark.lab;

import io.bulwark.lab.host.LabFailure;
import io.bulwark.lab.kernel.Kernel;
import java.util.List;
import java.util.stream.Stream;

/**
 * The kernels that a test makes sense on. Which of them a run boots is not the test's choice: by
 * default those of {@link #CI}.
 */
public record Kernels(List<Kernel> list) {
  /**
   * The system property that selects kernels: {@code ci}, {@code all}, {@code none}, {@code
   * 6.1,7.3}.
   */
  public static final String PROPERTY = "bulwark.lab.kernels";

  /** The oldest with everything that enforcement needs, and the newest. */
  public static final Kernels CI = of(Kernel.V6_1, Kernel.newest());

  public static final Kernels ALL = of(Kernel.values());

  public Kernels {
    list = List.copyOf(list);
  }

  public static Kernels of(Kernel... kernels) {
    return new Kernels(List.of(kernels));
  }

  /** A kernel and all newer ones. */
  public static Kernels since(Kernel oldest) {
    return new Kernels(
        Stream.of(Kernel.values()).filter(kernel -> kernel.compareTo(oldest) >= 0).toList());
  }

  /** Those that this run is to boot. */
  public Kernels selected() {
    return selected(System.getProperty(PROPERTY, "ci"));
  }

  /** Why a test does not run in this run. */
  static String notSelected() {
    return "only on demand: -D%s=all (now %s)"
        .formatted(PROPERTY, System.getProperty(PROPERTY, "ci"));
  }

  Kernels selected(String selection) {
    Kernels wanted = parse(selection);
    return new Kernels(list.stream().filter(wanted.list::contains).toList());
  }

  /**
   * The kernels of a selection as the property holds it.
   *
   * @throws LabFailure if a word is no kernel's series
   */
  public static Kernels parse(String selection) {
    return switch (selection) {
      case "ci", "" -> CI;
      case "all" -> ALL;
      case "none" -> of();
      default -> new Kernels(Stream.of(selection.split(",")).map(Kernels::kernel).toList());
    };
  }

  private static Kernel kernel(String series) {
    return Kernel.of(series.strip())
        .orElseThrow(() ->
            new LabFailure(
                "no kernel `%s` in the lab; there are %s, and `ci`, `all`, `none`"
                    .formatted(series, ALL)));
  }

  @Override
  public String toString() {
    return String.join(", ", list.stream().map(Kernel::series).toList());
  }
}
