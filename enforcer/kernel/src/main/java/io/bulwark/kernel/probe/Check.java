package io.bulwark.kernel.probe;

/**
 * One feature and how far it goes.
 *
 * @param area what it belongs to: {@code program}, {@code map}, {@code helper}, {@code
 *     instruction}, {@code hook}, {@code event}, {@code seccomp}
 * @param name of the feature, unique in its area
 * @param load whether the kernel took it
 * @param attach whether it could be attached; not applicable for what is not
 * @param effect whether a denial or a count was seen
 */
public record Check(String area, String name, Outcome load, Outcome attach, Outcome effect) {
  /** A feature that is only loaded or made. */
  static Check loaded(String area, String name, Outcome load) {
    return new Check(area, name, load, Outcome.NOT_APPLICABLE, Outcome.NOT_APPLICABLE);
  }

  /** A feature whose load failed. */
  static Check failed(String area, String name, Outcome load) {
    Outcome later = new Outcome.NotTried("it did not load");
    return new Check(area, name, load, later, later);
  }

  /** Whether every step that was to be taken works. */
  public boolean works() {
    return load.works() && good(attach) && good(effect);
  }

  private static boolean good(Outcome outcome) {
    return outcome.works() || outcome.equals(Outcome.NOT_APPLICABLE);
  }

  boolean isConclusive() {
    return load.isConclusive()
        && (attach.isConclusive() || attach.equals(Outcome.NOT_APPLICABLE) || !load.works())
        && (effect.isConclusive() || effect.equals(Outcome.NOT_APPLICABLE) || !attach.works());
  }
}
