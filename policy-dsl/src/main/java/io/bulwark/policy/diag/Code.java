package io.bulwark.policy.diag;

/**
 * The catalogue of diagnostics. Ids never change meaning and are never reused.
 *
 * <p>E codes are errors, W codes warnings, I codes remarks. Hundreds: 0 files and YAML, 1 rule file
 * structure, 2 conditions (syntax), 3 conditions (names and types), 4 outputs, 5 lints, 6
 * compatibility with upstream quirks, 7 captures, 8 command line and configuration.
 */
public enum Code {
  FILE_READ(
      "E001",
      Severity.ERROR,
      "LOAD_ERR_FILE_READ",
      "a file cannot be read",
      "check the path and its permissions");

  private final String id;
  private final Severity severity;
  private final String upstream;
  private final String summary;
  private final String fix;

  Code(String id, Severity severity, String upstream, String summary, String fix) {
    this.id = id;
    this.severity = severity;
    this.upstream = upstream;
    this.summary = summary;
    this.fix = fix;
  }

  /** Such as {@code E201}. */
  public String id() {
    return id;
  }

  public Severity severity() {
    return severity;
  }

  /** The name Falco gives the same finding, or an empty text where it has none. */
  public String upstream() {
    return upstream;
  }

  /** One line for the catalogue: what is wrong. */
  public String summary() {
    return summary;
  }

  /** One line for the catalogue: what to do. */
  public String fix() {
    return fix;
  }
}
