package io.bulwark.kernel.probe;

import java.util.List;
import java.util.Optional;

/**
 * What a kernel can do, as data.
 *
 * @param kernel which one
 * @param checks in a fixed order, by area
 */
public record DoctorReport(KernelIdentity kernel, List<Check> checks) {
  /** Copies the list. */
  public DoctorReport {
    checks = List.copyOf(checks);
  }

  /** The check with this area and name. */
  public Optional<Check> find(String area, String name) {
    return checks.stream()
        .filter(check -> check.area().equals(area) && check.name().equals(name))
        .findFirst();
  }

  /** The checks of one area. */
  public List<Check> area(String area) {
    return checks.stream().filter(check -> check.area().equals(area)).toList();
  }

  /** Whether a check is there and everything about it works. */
  public boolean works(String area, String name) {
    return find(area, name).map(Check::works).orElse(false);
  }
}
