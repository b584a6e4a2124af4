package io.bulwark.stream.fields;

import static org.assertj.core.api.Assertions.assertThat;

import io.bulwark.event.access.LongReader;
import io.bulwark.event.value.ByteSlice;
import io.bulwark.stream.state.ThreadInfo;
import org.junit.jupiter.api.Test;

final class AncestorFieldsTest {
  private final Scene scene = new Scene();

  private ThreadInfo family() {
    ThreadInfo own = scene.process(42, 30, "cat", "x");
    scene.process(30, 20, "bash");
    scene.process(20, 1, "sshd");
    scene.process(1, 0, "init");
    scene.event(EventIds.UNLINK, 0, "/a");
    return own;
  }

  @Test
  void parentAndFurtherAncestors() {
    family();

    assertThat(scene.text("proc.pname")).isEqualTo("bash");
    assertThat(scene.number("proc.ppid")).isEqualTo(30);
    assertThat(scene.text("proc.aname[0]")).isEqualTo("cat");
    assertThat(scene.text("proc.aname[2]")).isEqualTo("sshd");
    assertThat(scene.text("proc.aexepath[3]")).isEqualTo("/bin/init");
    assertThat(scene.text("proc.aname[4]")).isNull();
    assertThat(scene.text("proc.acmdline[0]")).isEqualTo("cat x");
    assertThat(scene.number("proc.apid[1]")).isEqualTo(30);
    assertThat(scene.text("proc.aargs")).isNull();
  }

  @Test
  void allAncestorsExcludeTheProcessItself() {
    family();

    assertThat(scene.list("proc.aname")).containsExactly("bash", "sshd", "init");
    assertThat(scene.printed("proc.aname")).isEqualTo("bash sshd init");
    assertThat(scene.list("proc.apid")).containsExactly("30", "20", "1");
    assertThat(scene.printed("proc.apid")).isEqualTo("42");
  }

  @Test
  void rootHasNoAncestors() {
    scene.process(42, 0, "init");
    scene.event(EventIds.UNLINK, 0, "/a");

    assertThat(scene.list("proc.aname")).isNull();
    assertThat(scene.text("proc.pname")).isNull();
    assertThat(scene.printed("proc.aname")).isEqualTo("<NA>");
  }

  @Test
  void loopsEnd() {
    family();
    scene.state.threads.get(1L).ptid = 30;

    assertThat(scene.list("proc.aname")).hasSizeBetween(1, 6);
    assertThat(scene.text("proc.aname[1000]")).isNotNull();
  }

  @Test
  void nearestVariableOfAnAncestor() {
    family();
    scene.state.threads.get(20L).env = new ByteSlice[] {ByteSlice.of("TERM=vt100")};

    assertThat(scene.text("proc.aenv[TERM]")).isEqualTo("vt100");
    assertThat(scene.text("proc.aenv[NONE]")).isEmpty();
    assertThat(scene.text("proc.aenv[2]")).isEqualTo("TERM=vt100");
    assertThat(scene.list("proc.aenv")).containsExactly("", "TERM=vt100", "");
  }

  @Test
  void oldestShell() {
    family();

    assertThat(scene.number("proc.loginshellid")).isEqualTo(30);
    scene.state.threads.get(30L).comm = ByteSlice.of("perl");
    assertThat(scene.number("proc.loginshellid")).isEqualTo(LongReader.MISSING);
  }

  @Test
  void leaderByIdOutsideNamespaces() {
    family().sid = 20;

    assertThat(scene.text("proc.sname")).isEqualTo("sshd");
    assertThat(scene.text("proc.sid.exepath")).isEqualTo("/bin/sshd");
  }

  @Test
  void leaderByUnbrokenLineInsideNamespaces() {
    ThreadInfo own = family();
    own.vtid = 5;
    own.sid = 9;
    scene.state.threads.get(30L).sid = 9;
    scene.state.threads.get(20L).sid = 9;

    assertThat(scene.text("proc.sname")).isEqualTo("sshd");
    scene.state.threads.get(30L).sid = 8;
    assertThat(scene.text("proc.sname")).isEmpty();
    own.sid = -1;
    assertThat(scene.text("proc.sname")).isEmpty();
  }

  @Test
  void parentDurationWithoutStartIsAnUpstreamQuirk() {
    family();

    assertThat(scene.number("proc.ppid.duration")).isEqualTo(LongReader.MISSING);
    assertThat(scene.strict().number("proc.ppid.duration")).isZero();
    scene.state.threads.get(30L).cloneTs = Scene.NOW - 9;
    assertThat(scene.number("proc.ppid.duration")).isEqualTo(9);
  }
}
