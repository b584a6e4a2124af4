package io.bulwark.cli;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * Where a command reads and prints. Output is UTF-8 and buffered; errors are written at once.
 *
 * @param colors whether standard output is a terminal that shows colours
 * @param progress whether standard error is a terminal
 */
record Terminal(
    InputStream in, PrintStream out, PrintStream err, boolean colors, boolean progress) {

  private static final int BUFFER = 1 << 16;

  /** This process's streams. The launcher says which of them are terminals. */
  static Terminal standard() {
    boolean plain = System.getenv("NO_COLOR") != null || "dumb".equals(System.getenv("TERM"));
    return new Terminal(
        System.in,
        utf8(new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), BUFFER)),
        utf8(new FileOutputStream(FileDescriptor.err)),
        Boolean.getBoolean("bulwark.terminal.out") && !plain,
        Boolean.getBoolean("bulwark.terminal.err"));
  }

  /** Streams of a test or an embedding program: no terminal. */
  static Terminal of(InputStream in, OutputStream out, OutputStream err) {
    return new Terminal(in, utf8(out), utf8(err), false, false);
  }

  private static PrintStream utf8(OutputStream out) {
    return new PrintStream(out, false, StandardCharsets.UTF_8);
  }

  void flush() {
    out.flush();
    err.flush();
  }

  /** One line to standard error, after what was printed so far. */
  void tell(String line) {
    out.flush();
    err.println("bulwark: " + line);
    err.flush();
  }
}
