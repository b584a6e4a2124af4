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
  FILE_TOO_LARGE(
      "E002", Severity.ERROR, "LOAD_ERR_FILE_READ", "a rule file is too large", "split the file"),
  BAD_ENCODING(
      "E003",
      Severity.ERROR,
      "LOAD_ERR_YAML_PARSE",
      "a rule file is not UTF-8",
      "save the file as UTF-8"),
  YAML_SYNTAX(
      "E010",
      Severity.ERROR,
      "LOAD_ERR_YAML_PARSE",
      "a file is no valid YAML",
      "check indentation, quotes and colons near this place"),
  YAML_LIMIT(
      "E011",
      Severity.ERROR,
      "LOAD_ERR_YAML_PARSE",
      "a file is nested too deeply, has too many values, or too long a text without blanks",
      "use fewer levels and aliases, and put blanks behind commas"),
  DUPLICATE_KEY(
      "W012",
      Severity.WARNING,
      "",
      "a key stands twice in one map",
      "remove one; the last one counts"),
  NOT_A_LIST(
      "E101",
      Severity.ERROR,
      "LOAD_ERR_YAML_VALIDATE",
      "a rule file is not a list of maps",
      "begin every item with `- rule:`, `- macro:` or `- list:`"),
  MISSING_KEY(
      "E102",
      Severity.ERROR,
      "LOAD_ERR_YAML_VALIDATE",
      "an item lacks a key that it needs",
      "add the key"),
  WRONG_TYPE(
      "E103",
      Severity.ERROR,
      "LOAD_ERR_YAML_VALIDATE",
      "a key has a value of the wrong type",
      "see docs/language.md for the keys"),
  BAD_PRIORITY(
      "E104",
      Severity.ERROR,
      "LOAD_ERR_YAML_VALIDATE",
      "a rule has an unknown priority",
      "write emergency, alert, critical, error, warning, notice, informational or debug"),
  BAD_VERSION(
      "E105",
      Severity.ERROR,
      "LOAD_ERR_YAML_VALIDATE",
      "a version cannot be read",
      "write three numbers with points between"),
  ENGINE_TOO_OLD(
      "E106",
      Severity.ERROR,
      "LOAD_ERR_YAML_VALIDATE",
      "a file needs a newer rule engine",
      "update, or use an older release of the rules"),
  PLUGIN_VERSION(
      "E107",
      Severity.ERROR,
      "LOAD_ERR_YAML_VALIDATE",
      "a file needs another version of a plugin",
      "use a release of the rules that fits"),
  SOURCE_CHANGED(
      "E108",
      Severity.ERROR,
      "LOAD_ERR_VALIDATE",
      "a rule is defined again with another source",
      "give one of the two another name"),
  NOTHING_TO_CHANGE(
      "E109",
      Severity.ERROR,
      "LOAD_ERR_VALIDATE",
      "an append or override names an item that was not defined before",
      "define the item in this or an earlier file"),
  BAD_OVERRIDE(
      "E110",
      Severity.ERROR,
      "LOAD_ERR_YAML_VALIDATE",
      "an override cannot be applied",
      "give each changed key an entry `append` or `replace`"),
  BAD_EXCEPTION(
      "E111",
      Severity.ERROR,
      "LOAD_ERR_YAML_VALIDATE",
      "an exception is malformed",
      "give as many values and comps as fields"),
  UNKNOWN_ITEM(
      "W120",
      Severity.WARNING,
      "LOAD_UNKNOWN_ITEM",
      "a file has an item of unknown kind",
      "items are rule, macro, list and the two required versions"),
  UNKNOWN_KEY(
      "W121",
      Severity.WARNING,
      "LOAD_UNKNOWN_KEY",
      "an item has an unknown key",
      "remove or correct it"),
  UNKNOWN_SOURCE(
      "W122",
      Severity.WARNING,
      "LOAD_UNKNOWN_SOURCE",
      "a rule is for a source that is not loaded",
      "nothing: the rule is left out"),
  DEPRECATED_KEY(
      "W123", Severity.WARNING, "LOAD_DEPRECATED_ITEM", "a key is deprecated", "use `override`"),
  APPEND_NO_VALUES(
      "W124",
      Severity.WARNING,
      "LOAD_APPEND_NO_VALUES",
      "an appended exception adds no values",
      "add `values`"),
  EXCEPTION_NAME_NOT_UNIQUE(
      "W125",
      Severity.WARNING,
      "LOAD_EXCEPTION_NAME_NOT_UNIQUE",
      "two exceptions of a rule have the same name",
      "rename one"),
  INVALID_MACRO_NAME(
      "W126",
      Severity.WARNING,
      "LOAD_INVALID_MACRO_NAME",
      "a macro's name is no identifier",
      "use letters, digits and `_`"),
  INVALID_LIST_NAME(
      "W127",
      Severity.WARNING,
      "LOAD_INVALID_LIST_NAME",
      "a list's name holds characters that end a word",
      "use letters, digits, `_`, `-` and `.`"),
  MACRO_CONDITION(
      "W128",
      Severity.WARNING,
      "LOAD_COMPILE_CONDITION",
      "a macro that no rule uses does not compile",
      "correct or remove the macro"),
  BAD_CONDITION(
      "E201",
      Severity.ERROR,
      "LOAD_ERR_COMPILE_CONDITION",
      "a condition cannot be parsed",
      "see the place that the message names"),
  TOO_DEEP(
      "E202",
      Severity.ERROR,
      "LOAD_ERR_COMPILE_CONDITION",
      "a condition is nested too deeply",
      "move inner parts into macros"),
  BAD_ESCAPE(
      "E203",
      Severity.ERROR,
      "LOAD_ERR_COMPILE_CONDITION",
      "a quoted text has an unknown escape",
      "write `\\` for a backslash"),
  UNCLOSED_QUOTE(
      "E204",
      Severity.ERROR,
      "LOAD_ERR_COMPILE_CONDITION",
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
  BAD_PATTERN(
      "E312",
      Severity.ERROR,
      "LOAD_ERR_COMPILE_CONDITION",
      "a regular expression is malformed or too large",
      "write it in RE2's syntax, without look-around and back references; a backslash in quotes is"
          + " written twice"),
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
  UNUSED_MACRO(
      "W503", Severity.WARNING, "LOAD_UNUSED_MACRO", "no rule uses a macro", "remove the macro"),
  UNUSED_LIST(
      "W504", Severity.WARNING, "LOAD_UNUSED_LIST", "no condition uses a list", "remove the list"),
  REDEFINED(
      "I505",
      Severity.INFO,
      "",
      "a later file defines a name again with other content",
      "nothing, if that is meant: the last definition counts for all files"),
  NOT_A_LIST_NAME(
      "W506",
      Severity.WARNING,
      "",
      "a name where a list could stand is no list",
      "define the list, or put the text in parentheses"),
  UNSAFE_NA_CHECK(
      "W508",
      Severity.WARNING,
      "LOAD_UNSAFE_NA_CHECK",
      "a comparison with `<NA>` does not find missing values",
      "write `not field exists`"),
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
      "join single tests by `or` where the rule also runs upstream: `fd.ip = a or fd.ip = b`"),
  QUIRK_ANCESTOR_SET(
      "W602",
      Severity.WARNING,
      "",
      "a set test on ancestors works here and not upstream",
      "join single tests by `or` where the rule also runs upstream: `proc.apid = 1 or proc.apid = 2`"),
  QUIRK_OPEN_TYPECHAR(
      "W603",
      Severity.WARNING,
      "",
      "`fd.typechar` of a failed open is `f` here and `o` upstream",
      "write `fd.typechar in (f, o)` where the rule also runs upstream and failed opens matter"),
  QUIRK_SOCKET_TYPECHAR(
      "I614",
      Severity.INFO,
      "",
      "`fd.typechar` of a failed socket or accept does not tell the family",
      "test `evt.arg.domain` as well, if failed calls matter"),
  QUIRK_MOUNT(
      "W604",
      Severity.WARNING,
      "",
      "a mount that does not match reads `<NA>` here and is missing upstream",
      "test `container.mount.dest[x] exists` as well where the rule also runs upstream"),
  QUIRK_MODIFIER_TEXT(
      "W605", Severity.WARNING, "", "a modifier without a list is a text", "add a list, or quotes"),
  QUIRK_TEXT_ORDER(
      "W607",
      Severity.WARNING,
      "",
      "texts are ordered byte by byte",
      "compare a numeric field, such as `evt.rawarg.NAME` instead of `evt.arg.NAME`"),
  DEPRECATED_FIELD(
      "W608",
      Severity.WARNING,
      "LOAD_DEPRECATED_ITEM",
      "a condition or output uses a deprecated field",
      "remove the test"),
  QUIRK_LIST_IN_QUOTES(
      "W606",
      Severity.WARNING,
      "",
      "a list's name inside a quoted text is replaced by its items",
      "rename the list"),
  QUIRK_LIST_IN_LIST(
      "W610",
      Severity.WARNING,
      "",
      "a list inside a list's list is not expanded",
      "name the inner list directly"),
  QUIRK_APPENDED_PRECEDENCE(
      "W611",
      Severity.WARNING,
      "",
      "an appended text changes how `and` and `or` group",
      "put the first condition in parentheses by `override: {condition: replace}`"),
  QUIRK_FIELD_AS_TEXT(
      "W612",
      Severity.WARNING,
      "",
      "a field's name on the right side is a text",
      "write `val(field)` to compare two fields"),
  UNKNOWN_SYSCALL(
      "W613", Severity.WARNING, "", "no system call has this name", "see `bulwark fields`"),
  QUIRK_OLD_ESCAPE(
      "I615",
      Severity.INFO,
      "",
      "a backslash and a blank inside quotes are read as a backslash",
      "write `\\\\` for a backslash"),
  QUIRK_PROTOCOL_OF_FILES(
      "W616",
      Severity.WARNING,
      "",
      "a negated test of `fd.l4proto` is true for files too",
      "test for sockets as well, such as `fd.type in (ipv4, ipv6)`"),
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
