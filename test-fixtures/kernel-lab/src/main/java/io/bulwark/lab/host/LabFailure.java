package io.bulwark.lab.host;

/** The lab is installed and does not work: a broken package, a guest that does not boot. */
public final class LabFailure extends LabException {
  private static final long serialVersionUID = 1;

  public LabFailure(String message) {
    super(message);
  }
}
