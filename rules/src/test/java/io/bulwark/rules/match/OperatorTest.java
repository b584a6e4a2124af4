package io.bulwark.rules.match;

import static org.assertj.core.api.Assertions.assertThat;

import io.bulwark.event.value.IpAddress;
import io.bulwark.policy.LoadOptions.Compatibility;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Condition in, verdict out, one event. */
class OperatorTest {
  private final FakeSource source = new FakeSource();

  private void event() {
    source
        .event("open")
        .set("proc.name", "bash")
        .set("proc.pname", "Bash")
        .set("fd.name", "/etc//ssh/sshd_config")
        .set("fd.directory", "")
        .set("proc.exe", "Y3VybA")
        .set("proc.aname", List.of("sh", "init"))
        .set("proc.apid", List.of(10L, 1L))
        .set("fd.types", List.of("file", "ipv4"))
        .set("fd.port", List.of(5000L, 80L))
        .set("fd.ip", List.of(IpAddress.v4(0x0a000001), IpAddress.v4(0x7f000001)))
        .set("fd.net", List.of(IpAddress.v4(0x0a000001), IpAddress.v4(0x7f000001)))
        .set("fd.sip", IpAddress.v6(0, 1))
        .set("user.uid", 4294967295L)
        .set("user.loginuid", -1L)
        .set("fd.num", 3L)
        .set("evt.buffer", "GET / HTTP");
  }

  private boolean matches(String condition, Compatibility compatibility) {
    event();
    Matcher matcher =
        Matcher.compile(
            List.of(TestRules.rule(0, condition)),
            source.binder(),
            TestRules.SCHEMA,
            false,
            compatibility);
    return matcher.match(source.kind()) == 1;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "proc.name = bash | true",
        "proc.name != bash | false",
        "proc.cwd = x | false",
        "proc.cwd != x | false",
        "not proc.cwd != x | true",
        "proc.cwd exists | false",
        "fd.directory exists | true",
        "fd.directory = '' | true",
        "fd.directory startswith '' | true",
        "proc.name contains '' | true",
        "proc.name in () | false",
        "not proc.name in () | true",
        "proc.name startswith ba | true",
        "proc.name endswith sh | true",
        "proc.name contains AS | false",
        "proc.name icontains AS | true",
        "proc.name glob b* | true",
        "fd.name glob /etc*config | true",
        "proc.name glob [!a]ash | true",
        "proc.name glob [[:alpha:]]ash | true",
        "proc.name glob B* | false",
        "proc.name iglob B* | true",
        "proc.name regex as | false",
        "proc.name regex .*as. | true",
        "fd.name pmatch (/etc/ssh) | true",
        "fd.name pmatch (/etc/ssh/sshd_config/x) | false",
        "fd.name pmatch (/*/ssh) | true",
        "fd.name pmatch (/etc/ss) | false",
        "proc.name > 1 | true",
        "proc.name startswith oneof (b, ba) | false",
        "proc.name startswith anyof (x, ba) | true",
        "proc.name startswith allof (b, ba) | true",
        "proc.name = val(proc.pname) | false",
        "proc.name = tolower(proc.pname) | true",
        "toupper(proc.name) = BASH | true",
        "basename(fd.name) = sshd_config | true",
        "b64(proc.exe) = curl | true",
        "b64(fd.name) exists | false",
        "len(proc.name) = 4 | true",
        "len(fd.types) = 2 | true",
        "concat(proc.name, '-', proc.pname) = bash-Bash | true",
        "concat(proc.name, proc.cwd) != x | false",
        "join('+', fd.types) = file+ipv4 | true",
        "proc.aname = init | true",
        "proc.aname != init | true",
        "not proc.aname = init | false",
        "proc.aname in (x, sh) | true",
        "proc.aname[2] = x | false",
        "proc.apid = 1 | true",
        "proc.apid in (1) | true",
        "proc.apid != 1 | true",
        "fd.types in (file, ipv4, x) | true",
        "fd.types in (file) | false",
        "fd.types intersects (file) | true",
        "fd.port = 80 | true",
        "fd.port = http | true",
        "fd.port != 80 | false",
        "fd.port != 81 | true",
        "fd.ip = 10.0.0.1 | true",
        "fd.ip != 10.0.0.1 | false",
        "fd.ip in (127.0.0.1) | true",
        "fd.ip intersects (127.0.0.1) | true",
        "fd.net = 10.0.0.0/8 | true",
        "fd.net != 10.0.0.0/8 | false",
        "fd.net in (1.0.0.0/8, 127.0.0.0/8) | true",
        "fd.sip = ::1 | true",
        "fd.sip = 127.0.0.1 | false",
        "fd.sip != 127.0.0.1 | true",
        "user.uid = -1 | true",
        "user.uid > 5 | true",
        "user.loginuid = -1 | true",
        "user.loginuid < 0 | true",
        "fd.num in (1, 2, 3) | true",
        "evt.buffer bstartswith 474554 | true",
        "evt.buffer bcontains 48545450 | true",
        "evt.buffer contains HTTP | true",
        "evt.type = open | true",
        "evt.type != open | false",
        "evt.type in (close, open) | true"
      })
  void corrected(String condition, boolean wanted) {
    assertThat(matches(condition, Compatibility.CORRECTED)).isEqualTo(wanted);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "fd.ip in (127.0.0.1) | false",
        "fd.ip = 127.0.0.1 | true",
        "fd.net in (1.0.0.0/8, 127.0.0.0/8) | false",
        "fd.net in (127.0.0.0/8, 1.0.0.0/8) | true",
        "proc.apid in (1) | false",
        "proc.apid = 1 | true",
        "proc.aname in (x, sh) | true"
      })
  void strictKeepsUpstreamsQuirks(String condition, boolean wanted) {
    assertThat(matches(condition, Compatibility.STRICT)).isEqualTo(wanted);
  }
}
