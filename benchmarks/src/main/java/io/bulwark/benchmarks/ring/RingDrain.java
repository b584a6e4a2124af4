package io.bulwark.benchmarks.ring;

import io.bulwark.kernel.load.KernelMap;
import io.bulwark.kernel.load.KernelProgram;
import io.bulwark.kernel.load.Libbpf;
import io.bulwark.kernel.load.MapSpec;
import io.bulwark.kernel.ring.RingReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * One ring, filled by one program, drained in turns by {@link RingReader} and by libbpf in C.
 *
 * <p>Arguments: a folder on a BPF file system, the C program ({@code c/ring_drain.c}), and how many
 * turns. {@code ring.sh} gives them.
 */
public final class RingDrain {
  private static final int RING = 4 << 20;
  private static final int ROUNDS = 60;
  private static final int WARM_UP = 200;

  private final String c;
  private final int turns;
  private final int bytes;
  private final int runs;
  private final Path map;
  private final Path program;

  private RingDrain(Path folder, String c, int turns, int bytes) {
    this.c = c;
    this.turns = turns;
    this.bytes = bytes;
    this.runs = RING / (bytes + 8) / Filler.EVENTS;
    this.map = folder.resolve("ring" + bytes);
    this.program = folder.resolve("filler" + bytes);
  }

  /** What one side needed, in nanoseconds an event. */
  record Figure(double best, double median) {}

  /** Runs the turns and prints a line for each event size. */
  public static void main(String[] args) throws IOException, InterruptedException {
    Libbpf libbpf = Libbpf.system();
    System.out.println(
        "| event bytes | Java best | Java median | C best | C median | C/Java best | C/Java median"
            + " | bytes allocated an event |");
    System.out.println("|---|---|---|---|---|---|---|---|");
    for (int bytes : new int[] {32, 64, 256}) {
      new RingDrain(Path.of(args[0]), args[1], Integer.parseInt(args[2]), bytes).measure(libbpf);
    }
  }

  private void measure(Libbpf libbpf) throws IOException, InterruptedException {
    try (KernelMap ring = MapSpec.ring("ring", RING).create(libbpf);
        KernelProgram filler = Filler.load(libbpf, ring, bytes);
        RingReader reader = RingReader.open(ring)) {
      ring.pin(map);
      filler.pin(program);
      new Rounds(filler, reader, runs).time(WARM_UP);
      List<Figure> java = new ArrayList<>();
      List<Figure> c = new ArrayList<>();
      double allocated = 0;
      for (int turn = 0; turn < turns; turn++) {
        Rounds rounds = new Rounds(filler, reader, runs);
        java.add(rounds.time(ROUNDS));
        allocated = Math.max(allocated, rounds.allocatedPerEvent());
        c.add(runC());
      }
      print(java, c, allocated);
    } finally {
      Files.deleteIfExists(map);
      Files.deleteIfExists(program);
    }
  }

  private Figure runC() throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(c, map.toString(), program.toString(), "" + ROUNDS, "" + runs)
            .redirectErrorStream(true)
            .start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IllegalStateException(c + " failed: " + out);
    }
    String[] fields = out.split(" ");
    return new Figure(Double.parseDouble(fields[1]), Double.parseDouble(fields[2]));
  }

  private void print(List<Figure> java, List<Figure> c, double allocated) {
    double javaBest = java.stream().mapToDouble(Figure::best).min().orElseThrow();
    double cBest = c.stream().mapToDouble(Figure::best).min().orElseThrow();
    double javaMedian = median(java.stream().mapToDouble(Figure::median).toArray());
    double cMedian = median(c.stream().mapToDouble(Figure::median).toArray());
    System.out.printf(
        Locale.ROOT,
        "| %d | %.2f | %.2f | %.2f | %.2f | %.2f | %.2f | %.3f |%n",
        bytes,
        javaBest,
        javaMedian,
        cBest,
        cMedian,
        cBest / javaBest,
        cMedian / javaMedian,
        allocated);
  }

  static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
