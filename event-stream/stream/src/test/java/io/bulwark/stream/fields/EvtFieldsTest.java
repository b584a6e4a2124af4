package io.bulwark.stream.fields;

import static org.assertj.core.api.Assertions.assertThat;

import io.bulwark.event.access.LongReader;
import io.bulwark.event.detection.FieldValue;
import io.bulwark.event.value.ByteSlice;
import io.bulwark.stream.state.FdInfo;
import io.bulwark.stream.state.FdType;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class EvtFieldsTest {
  private static final int READ = 7;
  private static final int SETUID = 199;
  private static final int KILL = 129;
  private static final int AT_FDCWD = -100;
  private static final int RDWR_CREATE_CLOEXEC = 1 | 2 | 1 << 2 | 1 << 12;

  private final Scene scene = new Scene();

  @Test
  void namesOfOrdinaryAndGenericEvents() {
    scene.event(EventIds.OPENAT, 3, AT_FDCWD, "x", 1, 0, 0, 0);
    assertThat(scene.text("evt.type")).isEqualTo("openat");
    assertThat(scene.text("syscall.type")).isEqualTo("openat");
    assertThat(scene.text("evt.dir")).isEqualTo("<");
    assertThat(scene.number("evt.type.is.openat")).isOne();
    assertThat(scene.number("evt.type.is.open")).isZero();
    assertThat(scene.number("evt.type.is.307")).isOne();
    assertThat(new Scene().strict().event(EventIds.OPENAT).number("evt.type.is.openat")).isZero();

    scene.event(EventIds.GENERIC, 1, 1);
    assertThat(scene.text("evt.type")).isEqualTo(scene.schema.syscallName(1));
    assertThat(scene.text("evt.args")).isEmpty();
    assertThat(scene.text("evt.res")).isNull();
  }

  @Test
  void metaEventsAreNoSyscalls() {
    scene.event(EventIds.ASYNC, 0, "container", new byte[0]);

    assertThat(scene.text("evt.type")).isEqualTo("container");
    assertThat(scene.text("evt.asynctype")).isEqualTo("container");
    assertThat(scene.text("syscall.type")).isNull();
    assertThat(scene.number("evt.is_async")).isOne();
    assertThat(scene.number("evt.rawres")).isEqualTo(LongReader.MISSING);
  }

  @Test
  void results() {
    scene.event(EventIds.UNLINK, -2, "/a");
    assertThat(scene.text("evt.res")).isEqualTo("ENOENT");
    assertThat(scene.number("evt.rawres")).isEqualTo(-2);
    assertThat(scene.number("evt.failed")).isOne();

    scene.event(EventIds.UNLINK, 0, "/a");
    assertThat(scene.text("evt.res")).isEqualTo("SUCCESS");
    assertThat(scene.number("evt.count.error")).isZero();
    assertThat(scene.number("evt.count.error.net")).isEqualTo(LongReader.MISSING);
    assertThat(scene.number("evt.count.error.other")).isZero();
  }

  @Test
  void flagsRenderAsNames() {
    scene.event(EventIds.OPEN, 3, "/a", RDWR_CREATE_CLOEXEC, 0644, 0, 0);

    assertThat(scene.text("evt.arg.flags")).isEqualTo("O_CREAT|O_RDWR|O_CLOEXEC");
    assertThat(scene.text("evt.arg[2]")).isEqualTo("O_CREAT|O_RDWR|O_CLOEXEC");
    assertThat(scene.text("evt.arg[9]")).isNull();
    assertThat(scene.text("evt.arg.uid")).isNull();
    assertThat(scene.number("evt.rawarg.flags")).isEqualTo(RDWR_CREATE_CLOEXEC);
    assertThat(scene.text("evt.arg.mode")).isEqualTo("0644");
  }

  @Test
  void pathsAreJoinedUnlessAbsolute() {
    scene.process(42, 1, "cat");
    scene.open(7, FdType.DIRECTORY, "/srv/");

    scene.event(EventIds.OPENAT, 3, AT_FDCWD, "../a/./b//c/", 1, 0, 0, 0);
    assertThat(scene.text("evt.arg.name")).isEqualTo("/a/b/c");
    assertThat(scene.text("evt.rawarg.name")).isEqualTo("../a/./b//c/");

    scene.event(EventIds.OPENAT, 3, 7, "x", 1, 0, 0, 0);
    assertThat(scene.text("evt.arg.name")).isEqualTo("/srv/x");

    scene.event(EventIds.OPENAT, 3, AT_FDCWD, "/a/../b", 1, 0, 0, 0);
    assertThat(scene.text("evt.arg.name")).isEqualTo("/a/../b");

    scene.event(EventIds.OPENAT, 3, AT_FDCWD, null, 1, 0, 0, 0);
    assertThat(scene.text("evt.arg.name")).isEqualTo("<NA>");
  }

  @Test
  void pathsOfEventsWithoutThreadStayRaw() {
    scene.event(EventIds.OPENAT, 3, AT_FDCWD, "a", 1, 0, 0, 0);

    assertThat(scene.text("evt.arg.name")).isEqualTo("a");
  }

  @Test
  void usersAndSignalsAndDescriptors() {
    scene.process(42, 1, "cat");
    scene.state.users.put(1000L, "alice");
    scene.event(SETUID, 0, 1000);
    assertThat(scene.text("evt.arg.uid")).isEqualTo("alice");
    scene.event(SETUID, 0, 1001);
    assertThat(scene.text("evt.arg.uid")).isEqualTo("<NA>");
    scene.event(SETUID, 0, -1);
    assertThat(scene.text("evt.arg.uid")).isEqualTo("<NONE>");
    assertThat(scene.text("evt.args")).isEqualTo("res=0 uid=-1(<NONE>)");

    scene.event(KILL, 0, 42, 9);
    assertThat(scene.text("evt.args")).isEqualTo("res=0 pid=42(cat) sig=9(SIGKILL)");

    FdInfo socket = scene.open(5, FdType.IPV4_SOCKET, "1.2.3.4:1->5.6.7.8:2");
    socket.roleClient = true;
    socket.l4 = FdInfo.L4_UDP;
    scene.event(READ, 2, "a\1b".getBytes(StandardCharsets.US_ASCII), 5, 2).uses(5);
    assertThat(scene.text("evt.args"))
        .isEqualTo("res=2 data=a.b fd=5(<4u>1.2.3.4:1->5.6.7.8:2) size=2");
  }

  @Test
  void opensByMode() {
    scene.event(EventIds.OPENAT, 3, AT_FDCWD, "a", RDWR_CREATE_CLOEXEC, 0755, 0, 0);
    assertThat(scene.number("evt.is_open_read")).isOne();
    assertThat(scene.number("evt.is_open_write")).isOne();
    assertThat(scene.number("evt.is_open_exec")).isOne();
    assertThat(scene.number("evt.is_open_create")).isZero();

    scene.event(EventIds.CREAT, 3, "a", 0644, 0, 0, 0);
    assertThat(scene.number("evt.is_open_exec")).isZero();
    scene.event(EventIds.CREAT, 3, "a", 0700, 0, 0, 0);
    assertThat(scene.number("evt.is_open_exec")).isOne();

    scene.event(EventIds.UNLINK, 0, "/a");
    assertThat(scene.number("evt.is_open_read")).isZero();
    assertThat(scene.printed("evt.is_open_read")).isEqualTo("false");
  }

  @Test
  void bufferIsBytesInTestsAndDotsInOutputs() {
    scene.process(42, 1, "cat");
    scene.open(5, FdType.FILE_V2, "/a");
    scene.event(READ, 2, new byte[] {'a', 0, (byte) 0xff}, 5, 2).uses(5);

    assertThat(scene.reader("evt.buffer"))
        .isInstanceOfSatisfying(
            BufferField.class,
            reader ->
                assertThat(reader.read())
                    .isEqualTo(ByteSlice.of(new byte[] {'a', 0, (byte) 0xff})));
    assertThat(scene.printed("evt.buffer")).isEqualTo("a..");
    assertThat(scene.number("evt.buflen")).isEqualTo(2);
    assertThat(scene.number("evt.buflen.file.in")).isEqualTo(2);
    assertThat(scene.number("evt.buflen.out")).isEqualTo(LongReader.MISSING);
    assertThat(scene.text("evt.io_dir")).isEqualTo("read");
    assertThat(scene.text("evt.category")).isEqualTo("file");

    scene.event(EventIds.UNLINK, 0, "/a");
    assertThat(scene.text("evt.buffer")).isNull();
  }

  @Test
  void timesAreNumbersInJsonAndTextInMessages() {
    scene.state.firstTimestamp = Scene.NOW - 1_000_000_007L;
    scene.event(EventIds.UNLINK, 0, "/a");

    assertThat(scene.reader("evt.time.iso8601").value())
        .isEqualTo(new FieldValue.Number(Scene.NOW, false, "2023-11-14T22:13:20.123456789+0000"));
    assertThat(scene.printed("evt.rawtime.ns")).isEqualTo("123456789");
    assertThat(scene.printed("evt.reltime.ns")).isEqualTo("000000007");
    assertThat(scene.number("evt.reltime.s")).isOne();
    assertThat(scene.number("evt.around[1700000000123000000]")).isOne();
    assertThat(scene.text("evt.hostname")).isEqualTo("box");
    assertThat(scene.text("evt.source")).isEqualTo("syscall");
    assertThat(scene.text("evt.pluginname")).isNull();
  }

  @Test
  void timeSinceThePreviousEventThatWasAskedFor() {
    scene.event(EventIds.UNLINK, 0, "/a");
    LongReader delta = (LongReader) scene.reader("evt.deltatime");
    assertThat(delta.read()).isZero();

    scene.record.header(Scene.NOW + 30, 42, 0, 0, EventIds.UNLINK);
    scene.record.setNumber(99);
    assertThat(delta.read()).isEqualTo(30);
    assertThat(delta.read()).isEqualTo(30);
  }

  @Test
  void latencyIsAlwaysZero() {
    scene.event(EventIds.UNLINK, 0, "/a");

    assertThat(scene.number("evt.latency")).isZero();
    assertThat(scene.text("evt.latency.human")).isEqualTo("0ns");
  }

  @Test
  void absolutePathsOfBothEnds() {
    scene.process(42, 1, "mv");
    scene.open(7, FdType.DIRECTORY, "/srv");
    scene.event(EventIds.RENAMEAT, 0, AT_FDCWD, "a", 7, "b");

    assertThat(scene.text("evt.abspath")).isEqualTo("/work/a");
    assertThat(scene.text("evt.abspath.src")).isEqualTo("/work/a");
    assertThat(scene.text("evt.abspath.dst")).isEqualTo("/srv/b");

    scene.event(EventIds.UNLINK, 0, "/a");
    assertThat(scene.text("evt.abspath")).isNull();
  }

  @Test
  void oldContainerEngineEvents() {
    scene.event(
        EventIds.INFRASTRUCTURE,
        "docker",
        "box",
        "Event:start; ID:0123456789abcdef; name:web; Image:nginx@sha256:12",
        "");

    assertThat(scene.text("evt.infra.docker.name")).isEqualTo("start");
    assertThat(scene.text("evt.infra.docker.container.id")).isEqualTo("0123456789ab");
    assertThat(scene.text("evt.infra.docker.container.name")).isEqualTo("web");
    assertThat(scene.text("evt.infra.docker.container.image")).isEqualTo("nginx");
  }
}
