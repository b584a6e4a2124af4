package io.bulwark.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.bulwark.fixtures.Seeds;
import io.bulwark.fixtures.Upstream;
import io.bulwark.fixtures.record.StraceToScap;
import io.bulwark.fixtures.record.StraceToScap.Recording;
import io.bulwark.policy.CheckedPolicy;
import io.bulwark.rules.EngineOptions;
import io.bulwark.rules.RuleEngine;
import io.bulwark.rules.RuleMatching;
import io.bulwark.stream.CaptureProblem;
import io.bulwark.stream.ReplayOptions;
import io.bulwark.stream.ReplaySource;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** Captures recorded with strace: the one under version control, and odd logs. */
class RecordingTest {
  private static final String LOG =
      """
      10 1.5 execve("/bin/sh", ["sh", "-c", "a \\"b\\""], ["HOME=/x"]) = 0
      10 1.6 vfork( <unfinished ...>
      11 1.7 execve("./tool", ["tool", "-x,y"], ["A=1"] <unfinished ...>
      10 1.8 <... vfork resumed>) = 11
      11 1.9 <... execve resumed>) = 0
      11 2.0 openat(AT_FDCWD, "note", O_WRONLY|O_CREAT|O_NOFOLLOW, 0644) = 3
      11 2.1 openat(AT_FDCWD, "none", O_RDONLY) = -1 ENOENT (No such file or directory)
      11 2.2 socket(AF_INET, SOCK_STREAM|SOCK_CLOEXEC, IPPROTO_TCP) = 4
      11 2.3 connect(4, {sa_family=AF_INET, sin_port=htons(80), sin_addr=inet_addr("192.0.2.1")}, 16) = 0
      11 2.4 dup2(4, 0) = 0
      11 2.5 +++ exited with 0 +++
      10 2.6 --- SIGCHLD {si_signo=SIGCHLD, si_pid=11} ---
      """;

  private static Map<String, Long> counts(InputStream capture, List<String> conditions)
      throws IOException {
    CheckedPolicy policy = Policies.of(conditions);
    List<CaptureProblem> problems = new ArrayList<>();
    Map<String, Long> counts = new LinkedHashMap<>();
    try (ReplaySource source =
        ReplaySource.open(capture, Policies.SCHEMA, ReplayOptions.of(problems::add))) {
      EngineOptions options = EngineOptions.defaults().withMatching(RuleMatching.ALL);
      RuleEngine engine = RuleEngine.compile(policy, source, Policies.SCHEMA, options);
      while (source.next()) {
        engine.process(d -> {});
      }
      policy.rules().forEach(r -> counts.put(r.name(), engine.fired(r.order())));
    }
    assertThat(problems).isEmpty();
    return counts;
  }

  @Test
  void theRecordedCaptureShowsWhatTheScriptDid() throws IOException {
    List<String> conditions =
        List.of(
            "evt.type = execve and proc.exepath = /tmp/scene/tool and proc.pname = sh",
            "evt.type = fchmodat and evt.arg.mode contains S_ISUID and proc.name = chmod",
            "evt.type = renameat2 and evt.arg.newpath = /tmp/scene/note2",
            "evt.type = openat and evt.res = ENOENT and fd.name = /tmp/scene/missing",
            "evt.type = unlinkat and evt.arg.name endswith .ash_history",
            "evt.type = dup2 and fd.type = pipe",
            "evt.type = execve and proc.name = tr and proc.pname = sh and proc.args = \"o 0\"");
    try (InputStream capture =
        Files.newInputStream(Upstream.fixtures().resolve("recorded/dropper.scap"))) {
      Map<String, Long> counts = counts(capture, conditions);
      assertThat(counts.values()).as(counts.toString()).allMatch(n -> n > 0);
    }
  }

  @Test
  void joinsInterruptedCallsAndTellsChildrenFromParents() throws IOException {
    Recording made = StraceToScap.convert(Policies.SCHEMA, LOG.lines().toList(), "/srv", 0);
    assertThat(made.malformed()).isZero();
    List<String> conditions =
        List.of(
            "evt.type = execve and proc.exepath = /srv/tool and proc.pcmdline = 'sh -c a \"b\"'",
            "evt.type = openat and fd.name = /srv/note and proc.args = \"-x,y\"",
            "evt.type = openat and evt.res = ENOENT",
            "evt.type = connect and fd.sip = 192.0.2.1 and fd.sport = 80",
            "evt.type = dup2 and fd.type = ipv4");
    Map<String, Long> counts =
        counts(new ByteArrayInputStream(made.writer().toBytes()), conditions);
    assertThat(counts.values()).as(counts.toString()).allMatch(n -> n == 1);
  }

  /** Damaged logs: every line is converted or counted, and what comes out still replays. */
  @Test
  void survivesDamage() throws IOException {
    RandomGenerator random = Seeds.generator(Seeds.seed("RecordingTest", 20260115));
    for (int round = 0; round < 500; round++) {
      StringBuilder log = new StringBuilder(LOG);
      for (int i = 0; i < 5; i++) {
        int at = random.nextInt(log.length());
        if (random.nextBoolean()) {
          log.deleteCharAt(at);
        } else {
          log.setCharAt(at, (char) (' ' + random.nextInt(95)));
        }
      }
      List<String> lines = log.toString().lines().toList();
      Recording made = StraceToScap.convert(Policies.SCHEMA, lines, "/srv", 0);
      assertThat(made.malformed()).isLessThanOrEqualTo(lines.size());
      counts(new ByteArrayInputStream(made.writer().toBytes()), List.of("evt.type = openat"));
    }
  }
}
