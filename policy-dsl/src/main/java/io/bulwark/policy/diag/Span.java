package io.bulwark.policy.diag;

/**
 * A place in a file. Lines and columns count from 1, columns in characters (code points); the end
 * is exclusive. Line 0 means the file as a whole.
 */
public record Span(String file, int line, int column, int endLine, int endColumn) {
  /** The file as a whole. */
  public static Span ofFile(String file) {
    return new Span(file, 0, 0, 0, 0);
  }

  /** {@code file:line:column}, or the file alone. */
  @Override
  public String toString() {
    return line == 0 ? file : file + ":" + line + ":" + column;
  }
}
