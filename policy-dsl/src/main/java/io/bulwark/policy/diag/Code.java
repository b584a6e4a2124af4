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
      "check the path and its permissions"),
  BAD_CONDITION(
      "E201",
      Severity.ERROR,
      "",
      "a condition cannot be parsed",
      "see the place that the message names"),
  TOO_DEEP(
      "E202",
      Severity.ERROR,
      "",
      "a condition is nested too deeply",
      "move inner parts into macros"),
  BAD_ESCAPE(
      "E203",
      Severity.ERROR,
      "",
      "a quoted text has an unknown escape",
      "write `\\` for a backslash"),
  UNCLOSED_QUOTE(
      "E204",
      Severity.ERROR,
      "",
      "a quoted text does not end",
      "add the closing quote; a backslash must not stand before it"),
  UNKNOWN_FIELD(
      "E301",
      Severity.ERROR,
      "LOAD_ERR_COMPILE_CONDITION",
      "a condition names an unknown field",
      "see `bulwark fields`"),
  BAD_FIELD_ARGUMENT(
      "E302",
      Severity.ERROR,
      "LOAD_ERR_COMPILE_CONDITION",
      "a field's argument is missing or wrong",
      "see `bulwark fields`"),
  UNKNOWN_MACRO(
      "E303",
      Severity.ERROR,
      "LOAD_ERR_COMPILE_CONDITION",
      "a condition names an unknown macro",
      "define the macro before its use"),
  MACRO_LOOP(
      "E304",
      Severity.ERROR,
      "LOAD_ERR_COMPILE_CONDITION",
      "macros use each other in a circle",
      "break the circle"),
  UNKNOWN_EVENT_TYPE(
      "E305",
      Severity.ERROR,
      "LOAD_ERR_COMPILE_CONDITION",
      "no event has this type",
      "see `bulwark fields` for event types"),
  WRONG_OPERATOR(
      "E306",
      Severity.ERROR,
      "LOAD_ERR_COMPILE_CONDITION",
      "the operator does not fit the field's type",
      "choose an operator that the type allows"),
  BAD_VALUE(
      "E307",
      Severity.ERROR,
      "LOAD_ERR_COMPILE_CONDITION",
      "a literal does not fit the field's type",
      "write a value of the field's type"),
  BAD_TRANSFORMER(
      "E308",
      Severity.ERROR,
      "LOAD_ERR_COMPILE_CONDITION",
      "a transformer cannot be used like this",
      "see the transformer's arguments"),
  BAD_COMPARISON(
      "E309",
      Severity.ERROR,
      "LOAD_ERR_COMPILE_CONDITION",
      "the two sides cannot be compared",
      "both sides need the same type"),
  UNKNOWN_LIST(
      "E310",
      Severity.ERROR,
      "LOAD_ERR_COMPILE_CONDITION",
      "a condition names an unknown list",
      "define the list before its use"),
  CONDITION_TOO_LARGE(
      "E311",
      Severity.ERROR,
      "",
      "a condition is too large once its macros are in place",
      "split the rule"),
  UNKNOWN_FILTER(
      "W321",
      Severity.WARNING,
      "LOAD_UNKNOWN_FILTER",
      "a rule with skip-if-unknown-filter is left out",
      "nothing, or correct the name"),
  BAD_OUTPUT(
      "E401",
      Severity.ERROR,
      "LOAD_ERR_COMPILE_OUTPUT",
      "an output template is wrong",
      "write `%` only before a field"),
  UNKNOWN_OUTPUT_FIELD(
      "E402",
      Severity.ERROR,
      "LOAD_ERR_COMPILE_OUTPUT",
      "an output names an unknown field",
      "see `bulwark fields`"),
  NO_EVENT_TYPE(
      "W501",
      Severity.WARNING,
      "LOAD_NO_EVTTYPE",
      "a rule matches too many event types",
      "add `evt.type` to the condition"),
  NEVER_MATCHES(
      "W502",
      Severity.WARNING,
      "",
      "a rule can never match",
      "see which parts contradict each other"),
  NUMBER_AS_TEXT(
      "W507", Severity.WARNING, "", "a number is compared with text", "use `evt.rawarg`"),
  MISSING_NOT_EQUAL(
      "I509",
      Severity.INFO,
      "",
      "`!=` is false when the field is missing",
      "write `not field = value` to include missing values"),
  ANCESTOR_NOT_EQUAL(
      "W510",
      Severity.WARNING,
      "",
      "`!=` on several values is true if one differs",
      "write `not field = value`"),
  QUIRK_EITHER_END(
      "W601",
      Severity.WARNING,
      "",
      "a set test on either end works here and not upstream",
      "nothing"),
  QUIRK_ANCESTOR_SET(
      "W602",
      Severity.WARNING,
      "",
      "a set test on ancestors works here and not upstream",
      "nothing"),
  QUIRK_OPEN_TYPECHAR(
      "W603",
      Severity.WARNING,
      "",
      "`fd.typechar` of a failed open is `f` here and `o` upstream",
      "nothing"),
  QUIRK_MOUNT(
      "W604",
      Severity.WARNING,
      "",
      "a mount that does not match reads `<NA>` here and is missing upstream",
      "nothing"),
  QUIRK_MODIFIER_TEXT(
      "W605", Severity.WARNING, "", "a modifier without a list is a text", "add a list, or quotes"),
  QUIRK_TEXT_ORDER("W607", Severity.WARNING, "", "texts are ordered byte by byte", "nothing"),
  DEPRECATED_FIELD(
      "W608",
      Severity.WARNING,
      "LOAD_DEPRECATED_ITEM",
      "a condition or output uses a deprecated field",
      "remove the test"),
  QUIRK_DNS(
      "W609", Severity.WARNING, "", "name fields depend on name resolution", "compare addresses");

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
