package io.bulwark.stream;

/**
 * Something wrong with a capture, as data: told once per capture and kind, never thrown at the
 * reader.
 *
 * @param code stable code of the catalogue in docs/errors.md, E7xx or W7xx
 * @param fatal whether nothing more can be read
 * @param offset byte offset in the (decompressed) capture
 * @param message lower case, no full stop
 * @param hint what to do
 */
public record CaptureProblem(
    String code, boolean fatal, long offset, String message, String hint) {}
