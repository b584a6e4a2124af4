package io.bulwark.bpf.object;

import static org.assertj.core.api.Assertions.assertThat;

import io.bulwark.bpf.isa.Assembler;
import io.bulwark.bpf.isa.IsaLevel;
import io.bulwark.bpf.isa.Register;
import io.bulwark.bpf.isa.SourceLine;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** What is written reads back equal, with the same bytes each time. */
class RoundTripTest {
  @Test
  void whatIsWrittenReadsBackEqual() {
    BpfObject object = Samples.everything().build();
    assertThat(ObjectReader.read(ObjectWriter.write(object))).isEqualTo(object);
    assertThat(object.programs())
        .extracting(Function::name)
        .containsExactly("check_open", "on_exec");
  }

  @Test
  void theSameBlueprintGivesTheSameBytes() throws Exception {
    byte[] first = ObjectWriter.write(Samples.everything().build());
    byte[] second = ObjectWriter.write(Samples.everything().build());
    assertThat(second).isEqualTo(first);
    // changes only when the format of objects does
    String digest = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(first));
    assertThat(digest)
        .isEqualTo("bc96e67091a1be789ca0c8d0e8ca7d14f30c7f25acf2e1f24f69ea89feec03f1");
  }

  @Test
  void policyLinesSurvive() {
    BpfObject object = ObjectReader.read(ObjectWriter.write(Samples.everything().build()));
    Function program = object.function("check_open").orElseThrow();
    assertThat(program.code().source(0))
        .isEqualTo(
            new SourceLine(
                "policy.yaml", 3, 3, "  condition: open_write and fd.name = /etc/shadow"));
    assertThat(program.code().source(program.code().size() - 1).line()).isEqualTo(4);
  }

  /** Neither a long line nor a strange character stops the policy that has it. */
  @Test
  void linesBeyondTheFormatsLimitsAreFitted() {
    SourceLine strange =
        new SourceLine("a\nb.yaml", 5_000_000, 2_000, "key: \0\"a\nb\ud800\"" + "é".repeat(700));
    ObjectBuilder object = new ObjectBuilder("GPL");
    object.program(
        "check", "xdp", new Assembler(IsaLevel.V3).at(strange).mov(Register.R0, 0).exit().build());
    Function read = ObjectReader.read(ObjectWriter.write(object.build())).functions().getFirst();
    SourceLine line = read.code().source(0);
    assertThat(line.place()).isEqualTo("a b.yaml:4194303:1023");
    assertThat(line.text()).startsWith("key:  \"a b \"é");
    assertThat(line.text().getBytes(StandardCharsets.UTF_8).length).isBetween(890, 900);
  }
}
