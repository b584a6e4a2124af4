package io.bulwark.stream.fields;

import static org.assertj.core.api.Assertions.assertThat;

import io.bulwark.event.access.LongReader;
import io.bulwark.event.value.ByteSlice;
import io.bulwark.stream.state.FdType;
import io.bulwark.stream.state.ThreadInfo;
import org.junit.jupiter.api.Test;

final class ProcFieldsTest {
  private final Scene scene = new Scene();

  @Test
  void withoutThreadAllProcessFieldsAreMissing() {
    scene.event(EventIds.OPEN, 3, "/etc/passwd", 1, 0, 0, 0);

    assertThat(scene.text("proc.name")).isNull();
    assertThat(scene.text("proc.cmdline")).isNull();
    assertThat(scene.text("proc.sname")).isNull();
    assertThat(scene.text("user.name")).isNull();
    assertThat(scene.number("proc.pid")).isEqualTo(LongReader.MISSING);
    assertThat(scene.list("proc.aname")).isNull();
    assertThat(scene.printed("proc.name")).isEqualTo("<NA>");
    assertThat(scene.number("thread.tid")).isEqualTo(42);
  }

  @Test
  void commandLineReplacesTheFirstWord() {
    scene.process(42, 7, "cat", "-n", "x y");
    scene.event(EventIds.UNLINK, 0, "/a");

    assertThat(scene.text("proc.exe")).isEqualTo("./cat");
    assertThat(scene.text("proc.cmdline")).isEqualTo("cat -n x y");
    assertThat(scene.text("proc.exeline")).isEqualTo("./cat -n x y");
    assertThat(scene.text("proc.args")).isEqualTo("-n x y");
    assertThat(scene.text("proc.args[1]")).isEqualTo("x y");
    assertThat(scene.text("proc.args[2]")).isEmpty();
    assertThat(scene.number("proc.cmdnargs")).isEqualTo(2);
    assertThat(scene.number("proc.cmdlenargs")).isEqualTo(5);
  }

  @Test
  void environmentAllAndByName() {
    ThreadInfo thread = scene.process(42, 7, "cat");
    thread.env =
        new ByteSlice[] {ByteSlice.of("A=1"), ByteSlice.of("HOME= /root "), ByteSlice.of("AB=2")};
    scene.event(EventIds.UNLINK, 0, "/a");

    assertThat(scene.text("proc.env")).isEqualTo("A=1 HOME= /root  AB=2");
    assertThat(scene.text("proc.env[HOME]")).isEqualTo("/root");
    assertThat(scene.text("proc.env[A]")).isEqualTo("1");
    assertThat(scene.text("proc.env[NONE]")).isEmpty();
  }

  @Test
  void zeroMeansMissingForTimesAndInodes() {
    ThreadInfo thread = scene.process(42, 7, "cat");
    scene.event(EventIds.UNLINK, 0, "/a");

    assertThat(scene.number("proc.duration")).isEqualTo(LongReader.MISSING);
    assertThat(scene.number("proc.exe_ino")).isEqualTo(LongReader.MISSING);
    assertThat(scene.number("proc.tty")).isZero();

    thread.cloneTs = Scene.NOW - 5;
    thread.exeIno = 77;
    thread.vpid = -1;
    assertThat(scene.number("proc.duration")).isEqualTo(5);
    assertThat(scene.number("proc.exe_ino")).isEqualTo(77);
    assertThat(scene.number("proc.vpid")).isEqualTo(LongReader.MISSING);
  }

  @Test
  void workingDirectoryIsTheMainThreads() {
    ThreadInfo main = scene.process(42, 7, "java");
    ThreadInfo other = scene.process(43, 7, "GC");
    other.pid = 42;
    scene.context.thread = other;
    scene.event(EventIds.UNLINK, 0, "/a");

    assertThat(scene.text("proc.cwd")).isEqualTo("./");
    scene.state.mains.put(43L, main);
    assertThat(scene.text("proc.cwd")).isEqualTo("/work/");
    assertThat(scene.number("proc.nthreads")).isEqualTo(2);
    assertThat(scene.number("proc.nchilds")).isEqualTo(1);
    assertThat(scene.number("thread.ismain")).isZero();
  }

  @Test
  void standardDescriptors() {
    scene.process(42, 7, "cat");
    scene.open(1, FdType.PIPE, "pipe:[1]");
    scene.event(EventIds.UNLINK, 0, "/a");

    assertThat(scene.text("proc.stdin.type")).isNull();
    assertThat(scene.text("proc.stdout.type")).isEqualTo("pipe");
    assertThat(scene.text("proc.stdout.name")).isEqualTo("pipe:[1]");
    assertThat(scene.text("proc.stderr.name")).isNull();
  }

  @Test
  void capabilitiesByName() {
    ThreadInfo thread = scene.process(42, 7, "cat");
    thread.capEffective = 1 | 1L << 21 | 1L << 40 | 1L << 60;
    scene.event(EventIds.UNLINK, 0, "/a");

    assertThat(scene.text("thread.cap_effective"))
        .isEqualTo("CAP_CHOWN CAP_SYS_ADMIN CAP_CHECKPOINT_RESTORE");
    assertThat(scene.text("thread.cap_permitted")).isEmpty();
  }

  @Test
  void cgroupsTogetherAndByController() {
    ThreadInfo thread = scene.process(42, 7, "cat");
    scene.event(EventIds.UNLINK, 0, "/a");
    assertThat(scene.text("thread.cgroups")).isNull();

    thread.cgroups = new ByteSlice[] {ByteSlice.of("cpu=/a"), ByteSlice.of("memory=/b")};
    assertThat(scene.text("thread.cgroups")).isEqualTo("cpu=/a memory=/b");
    assertThat(scene.text("thread.cgroup.memory")).isEqualTo("/b");
    assertThat(scene.text("thread.cgroup.mem")).isNull();
  }
}
