package io.bulwark.bpf.btf;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What the first index of a fresh JVM costs: started by {@link ColdIndexTest} in a process of its
 * own, or by hand. Prints microseconds, elapsed/processor time of this thread, of the steps: read
 * the file, record where types start, index and find names of structs and functions (the total ends
 * here), find a member of a large struct (most of which is the JVM preparing lambdas and switches).
 */
final class ColdIndex {
  private static final Path PROCESSOR_TIME = Path.of("/proc/thread-self/schedstat");

  private ColdIndex() {}

  private record Instant(long elapsed, long processor) {
    static Instant now() throws IOException {
      String statistics = Files.readString(PROCESSOR_TIME);
      long processor = Long.parseLong(statistics.substring(0, statistics.indexOf(' ')));
      return new Instant(System.nanoTime(), processor);
    }

    String since(Instant start) {
      return (elapsed - start.elapsed) / 1_000 + "/" + (processor - start.processor) / 1_000;
    }
  }

  static void main(String[] args) throws IOException {
    Instant.now(); // loads what the measuring itself needs
    Instant start = Instant.now();
    byte[] bytes = SysFile.read(Path.of(args[0]));
    Instant read = Instant.now();
    Btf btf = Btf.read(bytes);
    Instant indexed = Instant.now();
    int task = btf.find(BtfKind.STRUCT, "task_struct");
    int hook = btf.find(BtfKind.FUNC, "bpf_lsm_file_open");
    int nothing = btf.find(BtfKind.STRUCT, "no_such_struct");
    Instant found = Instant.now();
    int pid = btf.member(task, "pid").orElseThrow().bitOffset();
    Instant member = Instant.now();
    System.out.printf(
        "types=%d read=%s pass=%s names=%s member=%s total=%s task=%d pid=%d hook=%d nothing=%d%n",
        btf.size() - 1,
        read.since(start),
        indexed.since(read),
        found.since(indexed),
        member.since(found),
        found.since(start),
        task,
        pid,
        hook,
        nothing);
  }
}
