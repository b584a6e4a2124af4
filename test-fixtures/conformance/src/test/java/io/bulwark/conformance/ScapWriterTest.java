package io.bulwark.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bulwark.fixtures.scap.Endpoint;
import io.bulwark.fixtures.scap.FdEntry;
import io.bulwark.fixtures.scap.ScapWriter;
import io.bulwark.fixtures.scap.ThreadEntry;
import io.bulwark.fixtures.scap.Tuple;
import io.bulwark.policy.CheckedPolicy;
import io.bulwark.rules.EngineOptions;
import io.bulwark.rules.RuleEngine;
import io.bulwark.rules.RuleMatching;
import io.bulwark.stream.CaptureProblem;
import io.bulwark.stream.ReplayOptions;
import io.bulwark.stream.ReplaySource;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the capture writer writes, the replay reads: every kind of entry, seen through fields. */
class ScapWriterTest {
  private static final long START = 1_700_000_000_000_000_000L;
  private static final String CONTAINER = "0123456789ab".repeat(6).substring(0, 64);

  /** Condition → how many of the events of {@link #capture} it matches. */
  private static final Map<String, Long> WANTED = new LinkedHashMap<>();

  static {
    WANTED.put("evt.type in (openat, connect, dup2, write, fchmodat, chmod, bpf)", 7L);
    WANTED.put(
        "evt.type = openat and evt.arg.flags contains O_TRUNC and evt.is_open_write=true", 1L);
    WANTED.put("evt.type = openat and fd.name = /srv/data/out.txt", 1L);
    WANTED.put("evt.type = openat and proc.cmdline = \"worker --serve\" and proc.pname = init", 1L);
    WANTED.put("evt.type = openat and user.name = svc and group.name = staff", 1L);
    WANTED.put("evt.type = openat and proc.env[MODE] = test and proc.tty = 34816", 1L);
    WANTED.put("evt.type = chmod and container.id = 0123456789ab", 1L);
    WANTED.put("evt.type = openat and proc.exepath = /opt/worker and user.loginuid = 1000", 1L);
    WANTED.put("evt.type = connect and fd.sip = 203.0.113.7 and fd.sport = 443", 1L);
    WANTED.put("evt.type = connect and fd.rip = 203.0.113.7 and fd.lip = 192.0.2.5", 1L);
    WANTED.put("evt.type = dup2 and fd.name = \"198.51.100.1:5->192.0.2.5:80\"", 1L);
    WANTED.put("evt.type = write and fd.name = /run/some.sock and fd.typechar = u", 1L);
    WANTED.put("evt.type = write and evt.buffer contains hello", 1L);
    WANTED.put("evt.type in (chmod, fchmodat) and evt.arg.mode contains S_ISUID", 1L);
    WANTED.put("evt.type = bpf and evt.arg.cmd = BPF_PROG_LOAD and evt.hostname = scene", 1L);
    WANTED.put("evt.type = chmod and evt.res = EPERM", 1L);
    WANTED.put("evt.type = chmod and container.image.repository = example/app", 1L);
  }

  private static ScapWriter capture() {
    ScapWriter out = new ScapWriter(Policies.SCHEMA);
    out.machine("scene", 4, START - 1_000_000_000L);
    out.user(1000, 50, "svc", "/home/svc", "/bin/sh").group(50, "staff");
    out.networkInterface("eth0", "192.0.2.5", "255.255.255.0");
    out.thread(new ThreadEntry(1, 0).program("init", "/sbin/init", List.of("/sbin/init")));
    out.thread(
        new ThreadEntry(20, 1)
            .program("worker", "/opt/worker", List.of("./worker", "--serve"))
            .environment(List.of("MODE=test", "A=b"))
            .cwd("/srv/")
            .user(1000, 50)
            .loginUser(1000)
            .terminal(34816));
    out.thread(
        new ThreadEntry(30, 1)
            .program("boxed", "/bin/boxed", List.of("boxed"))
            .cgroups(List.of("cpu=/docker/" + CONTAINER)));
    out.descriptor(20, FdEntry.file(5, "/srv/data", 1));
    Endpoint client = new Endpoint("198.51.100.1", 5);
    out.descriptor(20, FdEntry.tcp(6, client, new Endpoint("192.0.2.5", 80)));
    out.descriptor(20, FdEntry.unix(7, "/run/some.sock"));
    out.event("openat", START, 20)
        .with("fd", 8)
        .with("dirfd", 5)
        .with("name", "out.txt")
        .with("flags", "O_WRONLY|O_CREAT|O_TRUNC");
    out.event("socket", START + 1, 20).with("fd", 9).with("domain", "AF_INET").with("type", 1);
    Endpoint own = new Endpoint("192.0.2.5", 40000);
    Endpoint far = new Endpoint("203.0.113.7", 443);
    out.event("connect", START + 2, 20)
        .with("res", 0)
        .with("tuple", new Tuple.Ip(own, far))
        .with("fd", 9)
        .with("addr", far);
    out.event("dup2", START + 3, 20).with("res", 0).with("oldfd", 6).with("newfd", 0);
    out.event("write", START + 4, 20)
        .with("res", 5)
        .with("data", "hello")
        .with("fd", 7)
        .with("size", 5);
    out.event("container", START + 5, -1)
        .with(
            "json",
            "{\"container\":{\"id\":\"0123456789ab\",\"type\":0,\"imagerepo\":\"example/app\"}}");
    out.event("fchmodat", START + 6, 20)
        .with("res", 0)
        .with("dirfd", -100)
        .with("filename", "x")
        .with("mode", "S_ISUID|S_IXUSR");
    out.event("chmod", START + 7, 30)
        .with("res", -1)
        .with("filename", "/x")
        .with("mode", "S_IXUSR");
    out.event("bpf", START + 8, 20).with("fd", 10).with("cmd", "BPF_PROG_LOAD");
    return out;
  }

  private static Map<String, Long> counts(byte[] capture) throws IOException {
    CheckedPolicy policy = Policies.of(WANTED.keySet());
    List<CaptureProblem> problems = new ArrayList<>();
    Map<String, Long> counts = new LinkedHashMap<>();
    try (ReplaySource source =
        ReplaySource.open(
            new ByteArrayInputStream(capture), Policies.SCHEMA, ReplayOptions.of(problems::add))) {
      RuleEngine engine =
          RuleEngine.compile(
              policy,
              source,
              Policies.SCHEMA,
              EngineOptions.defaults().withMatching(RuleMatching.ALL));
      while (source.next()) {
        engine.process(d -> {});
      }
      policy.rules().forEach(r -> counts.put(r.name(), engine.fired(r.order())));
    }
    assertThat(problems).isEmpty();
    return counts;
  }

  @Test
  void readsBackWithFlags() throws IOException {
    assertThat(counts(capture().toBytes())).isEqualTo(WANTED);
  }

  @Test
  void readsBackWithoutFlagsAndCompressed() throws IOException {
    assertThat(counts(capture().withoutEventFlags().toGzip())).isEqualTo(WANTED);
  }

  @Test
  void refusesWhatTheSchemaHasNot() {
    ScapWriter out = new ScapWriter(Policies.SCHEMA);
    assertThatThrownBy(() -> out.event("nosuch", 0, 1)).hasMessageContaining("nosuch");
    assertThatThrownBy(() -> out.event("openat", 0, 1).with("nosuch", 1))
        .hasMessageContaining("no parameter nosuch");
    assertThatThrownBy(() -> out.event("openat", 0, 1).with("flags", "O_NOSUCH"))
        .hasMessageContaining("O_NOSUCH");
  }
}
