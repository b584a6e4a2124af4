package io.bulwark.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.bulwark.fixtures.Seeds;
import io.bulwark.policy.diag.JsonPrinter;
import io.bulwark.policy.diag.TextPrinter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Mutated rule files give rules or findings, never an exception, and never take long. */
class MutatedFilesTest {
  private static final int CASES = 100_000;
  private static final long MOST_MILLIS = 1_000;
  private static final int SLICE = 1_500;

  private static final List<String> TOKENS =
      List.of(
          "- ",
          ": ",
          "\n",
          "\n  ",
          "\n    ",
          "'",
          "\"",
          "|",
          ">",
          ">-\n",
          "&a ",
          "*a",
          "[",
          "]",
          "{",
          "}",
          "#",
          "!!",
          "%",
          "---\n",
          "...\n",
          "? ",
          "\t",
          "\ufeff",
          "\u0000",
          "\u2028",
          "(",
          ")",
          " and ",
          " or ",
          " not ",
          "=",
          "!=",
          " in ",
          " pmatch ",
          " exists",
          "val(",
          "tolower(",
          "getopt(",
          "oneof",
          "\\x41",
          "\\",
          ",",
          "evt.type",
          "proc.aname[2]",
          "0x10",
          "-1",
          "rule",
          "macro",
          "list",
          "items",
          "condition",
          "exceptions",
          "fields",
          "comps",
          "values",
          "override",
          "append",
          "replace",
          "enabled: false",
          "null",
          "~",
          "true",
          "required_engine_version: 99",
          "<NA>",
          "😀",
          "é",
          "%proc.name",
          "%12evt.args",
          "<<: *a");

  private static List<byte[]> seeds() throws IOException {
    List<byte[]> out = new ArrayList<>();
    try (InputStream in =
        Objects.requireNonNull(MutatedFilesTest.class.getResourceAsStream("/loader/cases.txt"))) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      for (String part : text.split("(?m)^== .*\n|^-- file\n")) {
        String yaml = part.replaceFirst("(?s)-- expect.*", "");
        out.add(
            yaml.replace("STD\n", "desc: d\n  output: '%proc.name'\n  priority: INFO\n")
                .getBytes(StandardCharsets.UTF_8));
      }
    }
    out.addAll(upstream());
    return out;
  }

  /** Slices of upstream's files that begin with an item, where they are on this machine. */
  private static List<byte[]> upstream() throws IOException {
    Path folder =
        Path.of(System.getProperty("bulwark.upstream", "../shared/upstream"), "falco-rules");
    List<byte[]> out = new ArrayList<>();
    if (Files.isDirectory(folder)) {
      try (Stream<Path> files = Files.list(folder)) {
        for (Path file : files.sorted().toList()) {
          String text = Files.readString(file);
          int from = text.indexOf("\n- ") + 1;
          while (from > 0 && from < text.length()) {
            int next = text.indexOf("\n- ", Math.min(text.length(), from + SLICE)) + 1;
            int to = next > 0 ? next : text.length();
            out.add(text.substring(from, to).getBytes(StandardCharsets.UTF_8));
            from = next;
          }
        }
      }
    }
    return out;
  }

  private static byte[] mutated(List<byte[]> seeds, RandomGenerator random) {
    byte[] file = seeds.get(random.nextInt(seeds.size()));
    int changes = 1 + random.nextInt(4);
    for (int i = 0; i < changes; i++) {
      file = changed(file, seeds, random);
    }
    return file;
  }

  private static byte[] changed(byte[] file, List<byte[]> seeds, RandomGenerator random) {
    int at = random.nextInt(file.length + 1);
    int end = Math.min(file.length, at + random.nextInt(1 + random.nextInt(40)));
    return switch (random.nextInt(6)) {
      case 0 ->
          joined(file, at, new byte[] {(byte) random.nextInt(256)}, Math.min(file.length, at + 1));
      case 1 -> joined(file, at, new byte[0], end);
      case 2 -> {
        byte[] other = seeds.get(random.nextInt(seeds.size()));
        int from = random.nextInt(other.length + 1);
        int to = Math.min(other.length, from + random.nextInt(120));
        yield joined(file, at, java.util.Arrays.copyOfRange(other, from, to), at);
      }
      case 3 -> joined(file, at, java.util.Arrays.copyOfRange(file, at, end), at);
      default -> {
        String token = TOKENS.get(random.nextInt(TOKENS.size()));
        yield joined(file, at, token.getBytes(StandardCharsets.UTF_8), at);
      }
    };
  }

  /** The first {@code at} bytes, {@code piece}, and what follows from {@code to}. */
  private static byte[] joined(byte[] file, int at, byte[] piece, int to) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(file.length + piece.length);
    out.write(file, 0, at);
    out.writeBytes(piece);
    out.write(file, to, file.length - to);
    return out.toByteArray();
  }

  @Test
  void giveRulesOrFindings() throws IOException {
    List<byte[]> seeds = seeds();
    assertThat(seeds).hasSizeGreaterThan(130);
    long seed = Seeds.seed("MutatedFilesTest", 20261125);
    long slowest = 0;
    int withErrors = 0;
    long begin = System.nanoTime();
    for (int i = 0; i < CASES; i++) {
      byte[] file = mutated(seeds, Seeds.generator(seed + i));
      long start = System.nanoTime();
      withErrors += load(file, seed + i);
      long millis = (System.nanoTime() - start) / 1_000_000;
      if (millis >= MOST_MILLIS) {
        long again = System.nanoTime();
        load(file, seed + i);
        millis = (System.nanoTime() - again) / 1_000_000;
      }
      slowest = Math.max(slowest, millis);
      assertThat(millis).as("milliseconds of seed %d", seed + i).isLessThan(MOST_MILLIS);
    }
    System.out.printf(
        "%d mutations of %d files: %d with errors, slowest %d ms, %d s in all%n",
        CASES, seeds.size(), withErrors, slowest, (System.nanoTime() - begin) / 1_000_000_000);
    assertThat(withErrors).isBetween(CASES / 10, CASES - CASES / 50);
  }

  private static int load(byte[] file, long seed) {
    try {
      LoadResult result =
          PolicyLoader.load(List.of(new PolicyFile("f", file)), LoadOptions.defaults());
      boolean located =
          result.diagnostics().stream()
              .allMatch(d -> d.span().file().equals("f") && d.span().line() > 0);
      if (!located) {
        throw new AssertionError("without place: " + result.diagnostics());
      }
      if (seed % 10 == 0) {
        new JsonPrinter().print(result.diagnostics());
        List<String> lines = new String(file, StandardCharsets.ISO_8859_1).lines().toList();
        new TextPrinter(Map.of("f", lines), true).print(result.diagnostics());
      }
      return result.hasErrors() ? 1 : 0;
    } catch (RuntimeException | StackOverflowError | AssertionError e) {
      throw new AssertionError(
          "seed " + seed + ":\n" + new String(file, StandardCharsets.UTF_8), e);
    }
  }
}
