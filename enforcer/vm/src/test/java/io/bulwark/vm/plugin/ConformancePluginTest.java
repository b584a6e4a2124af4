package io.bulwark.vm.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.bulwark.bpf.isa.TextAssembler;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConformancePluginTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private int run(String program, String... arguments) {
    return ConformancePlugin.run(
        List.of(arguments),
        new ByteArrayInputStream(program.getBytes(StandardCharsets.US_ASCII)),
        new PrintStream(out),
        new PrintStream(err));
  }

  private static String hex(String assembly) {
    return HexFormat.of().formatHex(TextAssembler.assemble(assembly).encode());
  }

  @Test
  void printsTheResultInHex() {
    assertThat(run(hex("ldxh %r0, [%r1+1]\nexit\n") + "\n", "aabb cc".replace(" ", ""))).isZero();
    assertThat(out).hasToString("ccbb" + System.lineSeparator());
  }

  @Test
  void memoryMayBeLeftOutAndOptionsMayFollow() {
    assertThat(run(hex("mov %r0, -1\nadd %r0, %r1\nexit\n"), "--interpret")).isZero();
    assertThat(out).hasToString("ffffffffffffffff" + System.lineSeparator());
  }

  @Test
  void bytesMayBeSeparated() {
    assertThat(run("b7 00 00 00 07 00 00 00\n95 00 00 00 00 00 00 00", "00")).isZero();
    assertThat(out).hasToString("7" + System.lineSeparator());
  }

  @Test
  void errorsAreOneLineAndNoResult() {
    for (String bad :
        List.of(
            "zz",
            "b7",
            "",
            hex("exit\n").replace("95", "ff"),
            hex("ldxb %r0, [%r1]\nexit\n"),
            hex("mov %r10, 1\nexit\n"),
            hex("call 999\nexit\n"))) {
      out.reset();
      err.reset();
      assertThat(run(bad)).as(bad).isEqualTo(1);
      assertThat(out.size()).isZero();
      assertThat(err.toString().strip()).as(bad).isNotEmpty().doesNotContain("\n");
    }
  }
}
