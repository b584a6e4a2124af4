package io.bulwark.stream.fields;

import static org.assertj.core.api.Assertions.assertThat;

import io.bulwark.event.value.ByteSlice;
import io.bulwark.stream.state.FdInfo;
import io.bulwark.stream.state.FdType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PathFieldsTest {
  private static final int AT_FDCWD = -100;

  private final Scene scene = new Scene();

  @BeforeEach
  void thread() {
    scene.process(42, 1, "cat");
  }

  @ParameterizedTest
  @CsvSource({
    "/a/,b,/a/b",
    "/a/,../b,/b",
    "/a/,../../../b,/b",
    "/a/,./b/.,/a/b",
    "/a/,..,/",
    "/a/,b/..c,/a/b/..c",
    "/a/,b//c///,/a/b/c",
    "/a/,/x/../y,/y",
    "'',foo/../a,a",
    "'','','' ",
    "/a/b/,../../..,/",
    "<UNKNOWN>,x,<UNKNOWN>x",
  })
  void joins(String directory, String path, String expected) {
    TextBuffer to = new TextBuffer();

    PathText.join(ByteSlice.of(directory), ByteSlice.of(path), to);

    assertThat(to.toString()).isEqualTo(expected.strip());
  }

  @Test
  void tooLongPathsAreReplaced() {
    TextBuffer to = new TextBuffer();

    PathText.join(ByteSlice.of("/"), ByteSlice.of("a".repeat(1023)), to);

    assertThat(to.toString()).isEqualTo("/DIR_TOO_LONG/FILENAME_TOO_LONG");
  }

  @Test
  void onePath() {
    scene.event(EventIds.UNLINK, 0, "x/../y");
    assertThat(scene.text("fs.path.name")).isEqualTo("/work/y");
    assertThat(scene.text("fs.path.nameraw")).isEqualTo("x/../y");
    assertThat(scene.text("fs.path.source")).isNull();

    scene.event(EventIds.UNLINK, -2, "x");
    assertThat(scene.text("fs.path.name")).isNull();
  }

  @Test
  void linksNameTheNewPathAsSource() {
    scene.event(EventIds.SYMLINK, 0, "/etc/shadow", "ln");
    assertThat(scene.text("fs.path.source")).isEqualTo("/work/ln");
    assertThat(scene.text("fs.path.target")).isEqualTo("/etc/shadow");

    scene.event(EventIds.RENAME, 0, "old", "new");
    assertThat(scene.text("fs.path.source")).isEqualTo("/work/old");
    assertThat(scene.text("fs.path.targetraw")).isEqualTo("new");
  }

  @Test
  void directoriesOfDescriptors() {
    scene.open(7, FdType.DIRECTORY, "/srv");
    scene.event(EventIds.UNLINKAT, 0, 7, "x", 0).uses(7);
    assertThat(scene.text("fs.path.name")).isEqualTo("/srv/x");

    scene.context.fd = null;
    assertThat(scene.text("fs.path.name")).isEqualTo("<UNKNOWN>x");

    scene.event(EventIds.RENAMEAT2, 0, AT_FDCWD, "a", 7, "b", 0);
    assertThat(scene.text("fs.path.source")).isEqualTo("/work/a");
    assertThat(scene.text("fs.path.target")).isEqualTo("/srv/b");
  }

  @Test
  void relativeOpenatIsTheDescriptorsName() {
    scene.open(3, FdType.FILE_V2, "/srv/x");
    scene.event(EventIds.OPENAT, 3, AT_FDCWD, "x", 1, 0, 0, 0).uses(3);

    assertThat(scene.text("fs.path.name")).isEqualTo("/srv/x");
  }

  @Test
  void fchmodTakesTheDescriptorsPath() {
    scene.open(3, FdType.FILE_V2, "/srv/x");
    scene.event(EventIds.FCHMOD, 0, 3, 0644).uses(3);

    assertThat(scene.text("fs.path.name")).isEqualTo("/srv/x");
  }

  @Test
  void pollLists() {
    FdInfo socket = scene.open(5, FdType.IPV4_SOCKET, "tuple");
    socket.source.setV4(0x0a000001);
    socket.destination.setV4(0x0a000002);
    socket.sourcePort = 1;
    socket.destinationPort = 2;
    scene.open(6, FdType.PIPE, "");
    ByteBuffer list = ByteBuffer.allocate(32).order(ByteOrder.LITTLE_ENDIAN);
    list.putShort((short) 3);
    for (int fd = 5; fd <= 7; fd++) {
      list.putLong(fd).putShort((short) 1);
    }
    scene.event(EventIds.POLL, 1, list.array(), 1000);

    assertThat(scene.text("fdlist.nums")).isEqualTo("5,6,7");
    assertThat(scene.text("fdlist.names")).isEqualTo("tuple,<NA>,<NA>");
    assertThat(scene.text("fdlist.cips")).isEqualTo("10.0.0.1");
    assertThat(scene.text("fdlist.sips")).isEqualTo("10.0.0.2");
    assertThat(scene.text("fdlist.cports")).isEqualTo("1");
    assertThat(scene.text("fdlist.sports")).isEqualTo("2");
    assertThat(scene.text("evt.arg.fds")).isEqualTo("5:41 6:p1 7:?1");
  }

  @Test
  void truncatedPollListIsReadAsFarAsItGoes() {
    byte[] list = new byte[12];
    list[0] = 100;
    list[2] = 9;
    scene.event(EventIds.POLL, 1, list, 1000);

    assertThat(scene.text("fdlist.nums")).isEqualTo("9");
  }
}
