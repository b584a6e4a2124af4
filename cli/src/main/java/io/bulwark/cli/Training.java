package io.bulwark.cli;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The workload that the build runs to fill the ahead-of-time cache: what the launcher is asked for
 * most, over the project's own rules and captures. Prints nothing of it.
 */
final class Training {

  private static final int ROUNDS = 3;
  private static final String CONDITIONS =
      """
      "evt.type in (open, openat) and fd.name startswith /etc and not proc.name = sshd"
      "proc.nmae = x and"
      """;

  private Training() {}

  public static void main(String[] args) {
    Path root = Path.of(args[0]);
    String rules = root.resolve("rules/packs/starter.yaml").toString();
    String small = root.resolve("cli/src/main/packaging/training.yaml").toString();
    String fields = root.resolve("cli/src/main/packaging/training-replay.yaml").toString();
    String capture = root.resolve("examples/demo/intrusion.scap").toString();
    for (int round = 0; round < ROUNDS; round++) {
      run("", "version");
      run("", "--help");
      run("", "fields", "proc.");
      run(CONDITIONS, "check", "--conditions");
      run("", "check", small);
      run("", "falco", "-V", small, "-o", "json_output=true");
      if (Files.exists(Path.of(rules))) {
        run("", "check", rules);
        run("", "check", "--format", "json", rules);
        if (Files.exists(Path.of(capture))) {
          run("", "replay", "--rules", rules, capture);
          run("", "replay", "--all", "--json", "--rules", rules, capture);
          run("", "replay", "--enable-all", "--rules", fields, capture);
        }
      }
    }
  }

  private static void run(String input, String... args) {
    InputStream in = new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8));
    Main.run(args, in, OutputStream.nullOutputStream(), OutputStream.nullOutputStream());
  }
}
