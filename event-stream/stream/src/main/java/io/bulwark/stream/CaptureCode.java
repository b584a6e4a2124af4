package io.bulwark.stream;

/**
 * What can be wrong with a capture. Ids belong to the catalogue in docs/errors.md and never change.
 */
public enum CaptureCode {
  NOT_A_CAPTURE(
      "E701",
      true,
      "the file is not a scap capture",
      "check that it was written by sysdig, Falco or Bulwark"),
  BIG_ENDIAN(
      "E702",
      true,
      "the capture was written on a big-endian machine",
      "only little-endian captures are read"),
  NEWER_MAJOR(
      "E703",
      true,
      "the capture format has a newer major version",
      "write it with an older tool, or update Bulwark"),
  UNREADABLE(
      "E704", true, "the capture cannot be read", "check the path, its permissions and the disk"),
  BAD_GZIP(
      "E705",
      true,
      "the gzip data is damaged",
      "copy the file again; what was read before it counts"),
  BAD_BLOCK_LENGTH(
      "E706",
      true,
      "a block has an impossible length",
      "the file is damaged from here on; what was read before it counts"),
  TRUNCATED(
      "W701",
      false,
      "the capture ends in the middle of a block",
      "the recording was cut short; whole events were read"),
  BAD_METADATA(
      "W702",
      false,
      "a metadata block is damaged",
      "what it held of processes, users or interfaces is missing"),
  BAD_EVENT("W703", false, "an event is damaged", "it was skipped"),
  NEWER_EVENT(
      "W704",
      false,
      "the capture holds events of a newer schema",
      "they were skipped; update Bulwark to read them"),
  BLOCK_TOO_LARGE("W705", false, "a block is larger than the limit", "it was skipped"),
  UNCONVERTIBLE("W706", false, "an old event has no known conversion", "it was skipped");

  private final String id;
  private final boolean fatal;
  private final String summary;
  private final String fix;

  CaptureCode(String id, boolean fatal, String summary, String fix) {
    this.id = id;
    this.fatal = fatal;
    this.summary = summary;
    this.fix = fix;
  }

  /** Such as {@code E701}. */
  public String id() {
    return id;
  }

  /** Whether nothing after it can be read. */
  public boolean fatal() {
    return fatal;
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
