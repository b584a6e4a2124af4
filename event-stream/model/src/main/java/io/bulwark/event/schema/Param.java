package io.bulwark.event.schema;

/**
 * One parameter of an event.
 *
 * @param name as {@code evt.arg.NAME} uses it
 * @param type encoding
 * @param format how a number prints
 * @param table name of the flag or enum table that turns its value into text; empty if none. For
 *     FSRELPATH: the decimal index of the parameter that holds the directory descriptor
 */
public record Param(String name, ParamType type, Format format, String table) {
  /** How a number prints. */
  public enum Format {
    NA,
    DEC,
    HEX,
    OCT,
    PADDED_DEC,
    ID,
    DIR
  }
}
