package io.bulwark.lab.host;

/** Why the lab could not give a result. */
public abstract sealed class LabException extends RuntimeException
    permits LabUnavailable, LabFailure {
  private static final long serialVersionUID = 1;

  LabException(String message) {
    super(message);
  }
}
