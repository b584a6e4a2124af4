package io.bulwark.lab.host;

/** This machine cannot run the lab; the message is one sentence that says what is missing. */
public final class LabUnavailable extends LabException {
  private static final long serialVersionUID = 1;

  public LabUnavailable(String message) {
    super(message);
  }
}
