package io.bulwark.stream.fields;

import static org.assertj.core.api.Assertions.assertThat;

import io.bulwark.event.access.LongReader;
import io.bulwark.event.value.IpAddress;
import io.bulwark.stream.state.FdInfo;
import io.bulwark.stream.state.FdType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class FdFieldsTest {
  private static final int AT_FDCWD = -100;
  private static final int CLOSE = 5;
  private static final int ENOENT = -2;

  private final Scene scene = new Scene();

  @BeforeEach
  void thread() {
    scene.process(42, 1, "cat");
  }

  @Test
  void eventsWithoutDescriptorHaveNone() {
    scene.event(EventIds.UNLINK, 0, "/a");

    assertThat(scene.number("fd.num")).isEqualTo(LongReader.MISSING);
    assertThat(scene.text("fd.name")).isNull();
    assertThat(scene.text("fd.typechar")).isNull();
    assertThat(scene.list("fd.ip")).isNull();
  }

  @Test
  void fileNames() {
    scene.open(3, FdType.FILE_V2, "/etc/ssh/config").rawName = bytes("/etc//ssh//config");
    scene.event(CLOSE, 0, 3).uses(3);

    assertThat(scene.number("fd.num")).isEqualTo(3);
    assertThat(scene.text("fd.name")).isEqualTo("/etc/ssh/config");
    assertThat(scene.text("fd.nameraw")).isEqualTo("/etc/ssh/config");
    assertThat(scene.text("fd.directory")).isEqualTo("/etc/ssh");
    assertThat(scene.text("fd.filename")).isEqualTo("config");
    assertThat(scene.text("fd.type")).isEqualTo("file");
    assertThat(scene.text("fd.typechar")).isEqualTo("f");
    assertThat(scene.text("fd.l4proto")).isEqualTo("<NA>");
    assertThat(scene.text("fd.sockfamily")).isNull();
    assertThat(scene.text("fd.uid")).isEqualTo("423");
    assertThat(scene.text("fd.containername")).isEqualTo(":/etc/ssh/config");
  }

  private static io.bulwark.event.value.ByteSlice bytes(String text) {
    return io.bulwark.event.value.ByteSlice.of(text);
  }

  @Test
  void failedOpenat() {
    scene.event(EventIds.OPENAT, ENOENT, AT_FDCWD, "../etc//x", 1, 0, 0, 0);

    assertThat(scene.number("fd.num")).isEqualTo(-1);
    assertThat(scene.text("fd.name")).isEqualTo("/etc/x");
    assertThat(scene.text("fd.nameraw")).isEqualTo("../etc/x");
    assertThat(scene.text("fd.directory")).isEqualTo("/etc");
    assertThat(scene.text("fd.filename")).isNull();
    assertThat(scene.text("fd.type")).isNull();
    assertThat(scene.text("fd.typechar")).isEqualTo("f");
  }

  @Test
  void failedOpenatBelowADescriptor() {
    scene.open(7, FdType.DIRECTORY, "/srv");
    scene.event(EventIds.OPENAT, ENOENT, 7, "a/b", 1, 0, 0, 0);
    assertThat(scene.text("fd.name")).isEqualTo("/srv/a/b");

    scene.event(EventIds.OPENAT, ENOENT, 8, "a/b", 1, 0, 0, 0);
    assertThat(scene.text("fd.name")).isEqualTo("<UNKNOWN>a/b");
  }

  @Test
  void failedOpenPrintsAnotherLetterUpstream() {
    scene.event(EventIds.OPEN, ENOENT, "/x", 1, 0, 0, 0);

    assertThat(scene.text("fd.typechar")).isEqualTo("f");
    assertThat(scene.strict().text("fd.typechar")).isEqualTo("o");
    assertThat(scene.text("fd.name")).isEqualTo("/x");
  }

  @Test
  void unknownDescriptorHasAnEmptyName() {
    scene.event(CLOSE, 0, 9);
    scene.context.fdNumber = 9;

    assertThat(scene.text("fd.name")).isEmpty();
    assertThat(scene.text("fd.typechar")).isEqualTo("o");
    assertThat(scene.text("fd.l4proto")).isNull();
  }

  private FdInfo connection() {
    FdInfo fd = scene.open(5, FdType.IPV4_SOCKET, "10.0.0.1:4000->1.2.3.4:443");
    fd.source.setV4(0x0a000001);
    fd.destination.setV4(0x01020304);
    fd.sourcePort = 4000;
    fd.destinationPort = 443;
    fd.l4 = FdInfo.L4_TCP;
    scene.event(CLOSE, 0, 5).uses(5);
    return fd;
  }

  @Test
  void endsNeedARole() {
    FdInfo fd = connection();
    assertThat(scene.printed("fd.cip")).isEqualTo("<NA>");
    assertThat(scene.number("fd.sport")).isEqualTo(LongReader.MISSING);
    assertThat(scene.text("fd.l4proto")).isEqualTo("<NA>");

    fd.roleClient = true;
    scene.state.local.add(IpAddress.v4(0x0a000001));
    assertThat(scene.printed("fd.cip")).isEqualTo("10.0.0.1");
    assertThat(scene.printed("fd.sip")).isEqualTo("1.2.3.4");
    assertThat(scene.number("fd.cport")).isEqualTo(4000);
    assertThat(scene.number("fd.sport")).isEqualTo(443);
    assertThat(scene.printed("fd.lip")).isEqualTo("10.0.0.1");
    assertThat(scene.number("fd.rport")).isEqualTo(443);
    assertThat(scene.text("fd.sproto")).isEqualTo("443");
    assertThat(scene.text("fd.l4proto")).isEqualTo("tcp");
    assertThat(scene.number("fd.is_server")).isZero();
  }

  @Test
  void localEndDecidesTheDirection() {
    connection().roleServer = true;
    scene.state.local.add(IpAddress.v4(0x01020304));

    assertThat(scene.printed("fd.lip")).isEqualTo("1.2.3.4");
    assertThat(scene.number("fd.lport")).isEqualTo(443);
    assertThat(scene.printed("fd.rip")).isEqualTo("10.0.0.1");
    assertThat(scene.number("fd.is_server")).isEqualTo(1);
  }

  @Test
  void eitherEndIsAListAndNeverPrints() {
    connection();

    assertThat(scene.list("fd.ip")).containsExactly("10.0.0.1", "1.2.3.4");
    assertThat(scene.list("fd.port")).containsExactly("4000", "443");
    assertThat(scene.printed("fd.ip")).isEqualTo("<NA>");
    assertThat(scene.printed("fd.net")).isEqualTo("<NA>");
  }

  @Test
  void listenerHasOneEnd() {
    FdInfo fd = scene.open(6, FdType.IPV6_LISTEN, ":::80");
    fd.destination.setV6(0, 1);
    fd.destinationPort = 80;
    scene.event(CLOSE, 0, 6).uses(6);

    assertThat(scene.list("fd.ip")).containsExactly("::1");
    assertThat(scene.list("fd.port")).containsExactly("80");
    assertThat(scene.number("fd.sport")).isEqualTo(80);
    assertThat(scene.number("fd.cport")).isEqualTo(LongReader.MISSING);
    assertThat(scene.text("fd.typechar")).isEqualTo("6");
    assertThat(scene.number("fd.is_server")).isEqualTo(1);
  }

  @Test
  void deviceNumbers() {
    FdInfo fd = scene.open(3, FdType.FILE_V2, "/x");
    fd.device = 0x0080_0102;
    fd.inode = 12;
    scene.event(CLOSE, 0, 3).uses(3);

    assertThat(scene.printed("fd.dev")).isEqualTo("800102");
    assertThat(scene.number("fd.dev.major")).isEqualTo(1);
    assertThat(scene.number("fd.dev.minor")).isEqualTo(0x802);
    assertThat(scene.number("fd.ino")).isEqualTo(12);
  }

  @Test
  void openTypesEachOnce() {
    scene.open(0, FdType.FILE_V2, "/a");
    scene.open(1, FdType.FILE, "/b");
    scene.open(2, FdType.PIPE, "p");
    scene.event(CLOSE, 0, 0).uses(0);

    assertThat(scene.list("fd.types")).containsExactly("file", "pipe");
    assertThat(scene.printed("fd.types")).isEqualTo("(file,pipe)");
    assertThat(scene.text("fd.types[2]")).isEqualTo("pipe");
    assertThat(scene.text("fd.types[9]")).isNull();
  }
}
