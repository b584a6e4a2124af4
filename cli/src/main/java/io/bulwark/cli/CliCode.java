package io.bulwark.cli;

/** Findings about what the command line was given. Ids belong to the catalogue and never change. */
enum CliCode {
  NOT_A_JSON_STRING("E801", "the line is not a JSON string", "write one quoted condition a line"),
  LINE_TOO_LONG("E802", "the line is too long", "a condition may have 16 MiB");

  private final String id;
  private final String summary;
  private final String fix;

  CliCode(String id, String summary, String fix) {
    this.id = id;
    this.summary = summary;
    this.fix = fix;
  }

  String id() {
    return id;
  }

  String summary() {
    return summary;
  }

  String fix() {
    return fix;
  }
}
