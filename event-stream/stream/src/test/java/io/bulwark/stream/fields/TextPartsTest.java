package io.bulwark.stream.fields;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TextPartsTest {
  private static String written(Consumer<TextBuffer> writer) {
    TextBuffer buffer = new TextBuffer();
    writer.accept(buffer);
    return buffer.toString();
  }

  private static NameTable table(Object... entries) {
    long[] values = new long[entries.length / 2];
    byte[][] names = new byte[values.length][];
    for (int i = 0; i < values.length; i++) {
      values[i] = (Integer) entries[2 * i];
      names[i] = ParamText.ascii((String) entries[2 * i + 1]);
    }
    return new NameTable(values, names);
  }

  @Test
  void flagsTakeTheirBitsAway() {
    NameTable open = table(3, "RDWR", 1, "RDONLY", 2, "WRONLY", 4, "CREAT", 0, "NONE");

    assertThat(written(b -> open.writeFlags(7, b))).isEqualTo("RDWR|CREAT");
    assertThat(written(b -> open.writeFlags(5, b))).isEqualTo("RDONLY|CREAT");
    assertThat(written(b -> open.writeFlags(0, b))).isEqualTo("NONE");
    assertThat(written(b -> open.writeFlags(64, b))).isEmpty();
    assertThat(written(b -> open.writeFlags(68, b))).isEqualTo("CREAT");
  }

  @Test
  void codesMayHaveTwoNames() {
    NameTable families = table(1, "AF_LOCAL", 1, "AF_UNIX", 2, "AF_INET");

    assertThat(written(b -> families.writeCode(1, b))).isEqualTo("AF_LOCAL|AF_UNIX");
    assertThat(written(b -> families.writeCode(3, b))).isEmpty();
  }

  @Test
  void modesEndWithTheFirstExactEntry() {
    NameTable modes = table(4, "R", 2, "W", 1, "X", 0, "NONE");

    assertThat(written(b -> modes.writeMode(6, b))).isEqualTo("R|W");
    assertThat(written(b -> modes.writeMode(4, b))).isEqualTo("R");
    assertThat(written(b -> modes.writeMode(0, b))).isEqualTo("NONE");
  }

  @ParameterizedTest
  @CsvSource({
    "0,0,::",
    "0,1,::1",
    "0,0x0000ffff01020304,::ffff:1.2.3.4",
    "0,0x01020304,::1.2.3.4",
    "0x20010db800000000,1,2001:db8::1",
    "0x0001000200030004,0x0005000600070008,1:2:3:4:5:6:7:8",
    "0x0001000000000000,0,1::",
    "0x0001000000030004,0x0000000000070008,1:0:3:4::7:8",
  })
  void ipv6(String high, String low, String expected) {
    String text =
        written(b ->
            AddressText.v6(
                Long.parseUnsignedLong(hex(high), 16), Long.parseUnsignedLong(hex(low), 16), b));

    assertThat(text).isEqualTo(expected);
  }

  private static String hex(String number) {
    return number.startsWith("0x") ? number.substring(2) : number;
  }

  @Test
  void numbers() {
    assertThat(written(b -> b.addDecimal(Long.MIN_VALUE))).isEqualTo("-9223372036854775808");
    assertThat(written(b -> b.addDecimal(-10).add(' ').addDecimal(0))).isEqualTo("-10 0");
    assertThat(written(b -> b.addUnsigned(-1, 10, 1))).isEqualTo("18446744073709551615");
    assertThat(written(b -> b.addUnsigned(255, 16, 1).addHex(255))).isEqualTo("FFff");
    assertThat(written(b -> b.addUnsigned(7, 10, 9))).isEqualTo("000000007");
  }

  @Test
  void socketsOfAllFamilies() {
    SocketText sockets = new SocketText();
    byte[] v4 = {2, 10, 0, 0, 1, (byte) 0xbb, 1};
    byte[] unix = {1, '/', 'r', 0};
    byte[] pair = {1, 16, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 'x', 0};

    assertThat(written(b -> sockets.address(v4, 0, v4.length, b))).isEqualTo("10.0.0.1:443");
    assertThat(written(b -> sockets.address(v4, 0, 5, b))).isEqualTo("INVALID IPv4");
    assertThat(written(b -> sockets.address(unix, 0, unix.length, b))).isEqualTo("/r");
    assertThat(written(b -> sockets.tuple(pair, 0, pair.length, b))).isEqualTo("10->0 x");
    assertThat(written(b -> sockets.tuple(new byte[] {16}, 0, 1, b))).isEqualTo("family 16");
    assertThat(written(b -> sockets.tuple(new byte[] {10, 1}, 0, 2, b))).isEqualTo("INVALID IPv6");
  }

  @Test
  void mappedAddressesPrintAsIpv4() {
    byte[] tuple = new byte[37];
    tuple[0] = 10;
    tuple[11] = (byte) 0xff;
    tuple[12] = (byte) 0xff;
    tuple[16] = 9;
    tuple[17] = 80;

    assertThat(written(b -> new SocketText().tuple(tuple, 0, tuple.length, b)))
        .isEqualTo("0.0.0.9:80->0.0.0.0:0");
  }

  @ParameterizedTest
  @CsvSource({
    "0,0s",
    "1000000000,1s",
    "1500000000,1.5s",
    "1234567890,1.23457s",
    "1000,1e-06s",
    "123456789000000000,1.23457e+08s",
    "100000,0.0001s"
  })
  void durations(long nanos, String text) {
    assertThat(TimeText.seconds(nanos)).isEqualTo(text);
  }

  @Test
  void namesOfErrorsAndSignals() {
    ErrnoNames errnos = ErrnoNames.standard();
    SignalNames signals = SignalNames.standard();

    assertThat(errnos.of(-2)).asString().isEqualTo("ENOENT");
    assertThat(errnos.of(-512)).asString().isEqualTo("ERESTARTSYS");
    assertThat(errnos.of(-41)).isNull();
    assertThat(errnos.of(-100_000)).isNull();
    assertThat(errnos.of(Integer.MIN_VALUE)).isNull();
    assertThat(errnos.of(2)).isNull();
    assertThat(signals.of(9)).asString().isEqualTo("SIGKILL");
    assertThat(signals.of(0)).isNull();
    assertThat(signals.of(32)).isNull();
  }
}
