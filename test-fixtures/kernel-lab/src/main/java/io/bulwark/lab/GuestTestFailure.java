package io.bulwark.lab;

/** A test failed in a guest; the message is the stack trace there, and there is none here. */
public final class GuestTestFailure extends AssertionError {
  private static final long serialVersionUID = 1;

  GuestTestFailure(String trace) {
    super(trace);
  }

  @Override
  public Throwable fillInStackTrace() {
    return this;
  }
}
