package io.bulwark.stream;

/**
 * Something wrong with a capture, as data. Each code is told once per capture, with the first
 * place.
 *
 * @param code what
 * @param offset byte offset in the (decompressed) capture
 * @param detail the values at fault, lower case, no full stop; may be empty
 */
public record CaptureProblem(CaptureCode code, long offset, String detail) {
  /** One line for people. */
  public String message() {
    return code.summary() + " at byte " + offset + (detail.isEmpty() ? "" : " (" + detail + ")");
  }
}
