package io.bulwark.cli;

/** What the process's exit code says. */
final class ExitCode {

  static final int OK = 0;

  /** The command ran; rules, conditions or captures have errors. */
  static final int FINDINGS = 1;

  /** The command was called wrongly, or a file that it names cannot be read. */
  static final int USAGE = 2;

  /** A defect of ours. */
  static final int INTERNAL = 70;

  private ExitCode() {}
}
