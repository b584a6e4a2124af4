package io.bulwark.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** One command run in this process: its exit code and what it printed. */
record Run(int code, String out, String err) {

  static Run of(String... args) {
    return withInput("", args);
  }

  static Run withInput(String input, String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    byte[] bytes = input.getBytes(StandardCharsets.UTF_8);
    int code = Main.run(args, new ByteArrayInputStream(bytes), out, err);
    return new Run(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  /** Everything, for golden files. */
  String transcript() {
    return "exit code " + code + "\n--- stdout\n" + out + "--- stderr\n" + err;
  }
}
