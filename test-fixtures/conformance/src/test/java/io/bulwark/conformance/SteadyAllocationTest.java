package io.bulwark.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.bulwark.fixtures.scap.Endpoint;
import io.bulwark.fixtures.scap.FdEntry;
import io.bulwark.fixtures.scap.ScapWriter;
import io.bulwark.fixtures.scap.ThreadEntry;
import io.bulwark.rules.EngineOptions;
import io.bulwark.rules.RuleEngine;
import io.bulwark.stream.ReplayOptions;
import io.bulwark.stream.ReplaySource;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Events that change nothing cost no memory: not in the reader, the state or the rules, also where
 * the JIT has not compiled them. What changes the state may cost what it adds to the state.
 */
class SteadyAllocationTest {
  private static final long START = 1_700_000_000_000_000_000L;
  private static final int ROUNDS = 4_000;

  /**
   * Bytes of both measured halves together: nothing in them grows with the events; a page is for
   * what the JVM may charge to the thread now and then.
   */
  private static final long ALLOWED = 4096;

  private static final com.sun.management.ThreadMXBean THREADS =
      (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** They read texts, numbers, lists and ancestors, and none of them matches. */
  private static final List<String> CONDITIONS =
      List.of(
          "evt.type in (read, write) and fd.name startswith /etc/ and proc.name in (cat, less)",
          "evt.type = read and fd.name endswith .pem and proc.aname contains shell",
          "evt.type = write and fd.sport = 4444 and fd.rip = 192.0.2.9",
          "evt.type = write and evt.buffer contains secret",
          "evt.type = openat and fd.name glob /root/* and evt.arg.flags contains O_CREAT",
          "evt.type = futex and proc.cmdline contains miner and user.uid = 7",
          "evt.type = switch and proc.pname = cron and container.id != host");

  private static ScapWriter machine() {
    ScapWriter out = new ScapWriter(Policies.SCHEMA).machine("steady", 2, START - 1);
    out.thread(new ThreadEntry(1, 0).program("init", "/sbin/init", List.of("/sbin/init")));
    for (int tid = 20; tid < 40; tid++) {
      out.thread(
          new ThreadEntry(tid, 1)
              .program("worker" + tid, "/opt/worker", List.of("worker", "--serve"))
              .environment(List.of("MODE=test"))
              .cwd("/srv/"));
      out.descriptor(tid, FdEntry.file(5, "/srv/data/" + tid, 1));
      Endpoint client = new Endpoint("198.51.100.1", tid);
      out.descriptor(tid, FdEntry.tcp(6, client, new Endpoint("192.0.2.5", 80)));
    }
    return out;
  }

  /** What a program does all day. */
  private static void round(ScapWriter out, long time, int tid) {
    out.event("procinfo", time, tid).with("cpu_usr", 5).with("cpu_sys", 6);
    out.event("read", time, tid).with("res", 3).with("data", "abc").with("fd", 5);
    out.event("write", time, tid).with("res", 3).with("data", "abc").with("fd", 6);
    out.event("futex", time, tid).with("res", -11);
    out.event("fstat", time, tid).with("res", 0).with("fd", 5);
    out.event("openat", time, tid)
        .with("fd", -2)
        .with("dirfd", -100)
        .with("name", "missing-" + tid)
        .with("flags", "O_RDONLY");
  }

  private static byte[] steady() {
    ScapWriter out = machine();
    for (int i = 0; i < ROUNDS; i++) {
      round(out, START + i, 20 + i % 20);
    }
    return out.toBytes();
  }

  /** As the other, and in each round a descriptor more, which the state has to keep. */
  private static byte[] growing() {
    ScapWriter out = machine();
    for (int i = 0; i < ROUNDS; i++) {
      round(out, START + i, 20 + i % 20);
      out.event("dup2", START + i, 20).with("res", 100 + i).with("oldfd", 5).with("newfd", 100 + i);
    }
    return out.toBytes();
  }

  /** Bytes allocated for the second half of a capture's events; the first half warms up. */
  private static long allocated(byte[] capture, boolean rules) throws IOException {
    ReplayOptions options = ReplayOptions.of(p -> assertThat(p).isNull());
    try (ReplaySource source =
        ReplaySource.open(new ByteArrayInputStream(capture), Policies.SCHEMA, options)) {
      RuleEngine engine =
          RuleEngine.compile(
              Policies.of(rules ? CONDITIONS : List.of()),
              source,
              Policies.SCHEMA,
              EngineOptions.defaults());
      long start = 0;
      int fired = 0;
      while (source.next()) {
        fired += engine.process(d -> assertThat(d).isNull());
        if (source.delivered() == ROUNDS * 3) {
          start = THREADS.getCurrentThreadAllocatedBytes();
        }
      }
      long bytes = THREADS.getCurrentThreadAllocatedBytes() - start;
      assertThat(fired).isZero();
      assertThat(source.delivered()).isGreaterThanOrEqualTo(ROUNDS * 6);
      assertThat(start).isPositive();
      return bytes;
    }
  }

  @Test
  void eventsThatChangeNothingAllocateNothing() throws IOException {
    byte[] capture = steady();
    long stream = allocated(capture, false);
    long all = allocated(capture, true);
    System.out.printf(
        "allocated by %d events that change nothing: %d bytes, with rules %d%n",
        ROUNDS * 3, stream, all);
    assertThat(stream + all).isLessThanOrEqualTo(ALLOWED);
  }

  /** The measure sees what it is there to see: one descriptor in seven events. */
  @Test
  void aGrowingStateIsNoticed() throws IOException {
    long bytes = allocated(growing(), false);
    System.out.printf("allocated where %d descriptors are added: %d bytes%n", ROUNDS, bytes);
    assertThat(bytes).isGreaterThan(ROUNDS / 2 * 100L);
  }
}
