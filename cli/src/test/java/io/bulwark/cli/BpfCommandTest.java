package io.bulwark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.bulwark.bpf.btf.BtfBuilder;
import io.bulwark.bpf.btf.BtfType;
import io.bulwark.bpf.btf.MapDefinition;
import io.bulwark.bpf.isa.Assembler;
import io.bulwark.bpf.isa.Condition;
import io.bulwark.bpf.isa.IsaLevel;
import io.bulwark.bpf.isa.Label;
import io.bulwark.bpf.isa.Register;
import io.bulwark.bpf.isa.Size;
import io.bulwark.bpf.isa.SourceLine;
import io.bulwark.bpf.object.ObjectBuilder;
import io.bulwark.bpf.object.ObjectWriter;
import io.bulwark.fixtures.Golden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code bulwark bpf …} on an object made here. */
class BpfCommandTest {
  private static final Path GOLDEN = Path.of("src/test/resources/golden");

  @TempDir Path folder;

  /** Drops packets of a cgroup whose id is a variable; counts nothing, to stay short. */
  private Path object() throws IOException {
    ObjectBuilder object = new ObjectBuilder("GPL");
    int u64 = object.types().integer("unsigned long long", 8, BtfType.Encoding.UNSIGNED);
    object.map("events", MapDefinition.ringBuffer(4096));
    object.variable(".rodata", "scope", u64, new byte[] {7, 0, 0, 0, 0, 0, 0, 0});
    Assembler asm = new Assembler(IsaLevel.V3);
    Label allow = asm.label("allow");
    asm.at(new SourceLine("policy.yaml", 3, 3, "  condition: container.id = abc"));
    asm.loadVariable(Register.R1, "scope").load(Size.DW, Register.R1, Register.R1, 0);
    asm.jumpIf(Condition.EQ, Register.R1, 0, allow);
    asm.at(new SourceLine("policy.yaml", 4, 3, "  action: deny"));
    asm.mov(Register.R0, 0).exit();
    asm.bind(allow).mov(Register.R0, 1).exit();
    object.program("drop", "cgroup_skb/egress", asm.build());
    return Files.write(folder.resolve("sample.bpf.o"), ObjectWriter.write(object.build()));
  }

  @Test
  void dumpListsWhatIsThere() throws IOException {
    Run run = Run.of("bpf", "dump", object().toString());
    Golden.check(GOLDEN.resolve("bpf-dump.txt"), run.transcript());
    assertThat(Run.of("bpf", "dump", "--json", object().toString()).out())
        .startsWith("{\"license\":\"GPL\",\"functions\":[{\"name\":\"drop\"")
        .contains("\"maps\":[{\"name\":\"events\",\"type\":27,\"maxEntries\":4096");
  }

  @Test
  void disasmSpeaksOfThePolicy() throws IOException {
    Golden.check(
        GOLDEN.resolve("bpf-disasm.txt"),
        Run.of("bpf", "disasm", object().toString()).transcript());
    Run unknown = Run.of("bpf", "disasm", object().toString(), "nothing");
    assertThat(unknown.code()).isEqualTo(ExitCode.USAGE);
    assertThat(unknown.err()).contains("no function `nothing`", "the object has `drop`");
  }

  @Test
  void damagedFilesAreNamedWithThePlace() throws IOException {
    byte[] bytes = Files.readAllBytes(object());
    bytes[40] = (byte) 0xff;
    Path damaged = Files.write(folder.resolve("damaged.o"), bytes);
    Run run = Run.of("bpf", "dump", damaged.toString());
    assertThat(run.code()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains("is no BPF object: ELF, byte 40:").contains("= hint:");
    assertThat(Run.of("bpf", "dump", "no-such-file").err()).contains("cannot read `no-such-file`");
  }

  /** The devices say that they are empty. */
  @Test
  void filesWithoutEndAreTooLarge() {
    Path zero = Path.of("/dev/zero");
    if (!Files.isReadable(zero)) {
      System.out.println("SKIPPED: BpfCommandTest: there is no /dev/zero");
      Assumptions.abort();
    }
    Run run = Run.of("bpf", "dump", zero.toString());
    assertThat(run.code()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains("too large for a BPF object");
  }

  /** A type is decoded when it is asked for. */
  @Test
  void damagedTypesAreNoInternalError() throws IOException {
    byte[] bytes = Files.readAllBytes(object());
    for (int at = 0; at < bytes.length; at += 41) {
      byte[] damaged = bytes.clone();
      damaged[at] ^= 0x55;
      Path file = Files.write(folder.resolve("damaged.o"), damaged);
      for (String[] how : new String[][] {{"dump"}, {"dump", "--json"}, {"run"}}) {
        List<String> arguments = new ArrayList<>(List.of("bpf"));
        arguments.addAll(List.of(how));
        arguments.add(file.toString());
        if (how[0].equals("run")) {
          arguments.add("drop");
        }
        assertThat(Run.of(arguments.toArray(new String[0])).code())
            .describedAs("byte %d, %s", at, arguments)
            .isNotEqualTo(ExitCode.INTERNAL);
      }
    }
  }

  @Test
  void variablesLargerThanTheMachineAreAFault() throws IOException {
    ObjectBuilder object = new ObjectBuilder("GPL");
    int byteType = object.types().integer("char", 1, BtfType.Encoding.SIGNED);
    int array = object.types().array(byteType, 64 << 20);
    object.variable(".bss", "large", array, new byte[64 << 20]);
    Assembler asm = new Assembler(IsaLevel.V3);
    object.program("p", "xdp", asm.mov(Register.R0, 0).exit().build());
    Path file = Files.write(folder.resolve("large.o"), ObjectWriter.write(object.build()));
    Run run = Run.of("bpf", "run", file.toString(), "p");
    assertThat(run.code()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains("cannot load `p`").contains("= hint:");
  }

  @Test
  void unknownVariablesAreAFault() throws IOException {
    Run run = Run.of("bpf", "run", "--set=nothing=00", object().toString(), "drop");
    assertThat(run.code()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains("variable `nothing`: the object has none of this name");
    assertThat(Run.of("bpf", "run", "--set=scope=00", object().toString(), "drop").err())
        .contains("variable `scope`: has 8 bytes, not 1");
  }

  @Test
  void runPrintsTheResultWithVariablesSet() throws IOException {
    Path object = object();
    assertThat(Run.of("bpf", "run", object.toString(), "drop").out()).startsWith("r0 = 0x0 (0)");
    for (String how : new String[] {"--interpret", "--set=scope=0000000000000000"}) {
      Run run =
          Run.of("bpf", "run", how, "--set=scope=0000000000000000", object.toString(), "drop");
      assertThat(run.out()).isEqualTo("r0 = 0x1 (1)\n");
    }
    assertThat(Run.of("bpf", "run", "--context=xyz", object.toString(), "drop").err())
        .contains("takes bytes in hexadecimal, not `xyz`");
  }

  @Test
  void verifySaysWhatItDoesNotKnow() throws IOException {
    Path btf = Files.write(folder.resolve("btf"), new BtfBuilder().build().toBytes());
    Run run = Run.of("bpf", "verify", "--btf", btf.toString(), object().toString());
    assertThat(run.code()).isEqualTo(ExitCode.FINDINGS);
    assertThat(run.out())
        .isEqualTo(
            "drop (cgroup_skb/egress): programs in `cgroup_skb/egress` are of a type this verifier"
                + " lacks\n");
    assertThat(Run.of("bpf", "verify", "--btf", "none", object().toString()).err())
        .contains("cannot read the kernel's types from `none`", "= hint:");
  }

  /** mov %r0, 7; exit. */
  @Test
  void thePluginSpeaksTheProtocolOfTheSuite() {
    Run run = Run.withInput("b7 00 00 00 07 00 00 00 95 00 00 00 00 00 00 00\n", "bpf", "plugin");
    assertThat(run.out()).isEqualTo("7\n");
    assertThat(Run.withInput("b7", "bpf", "plugin").code()).isEqualTo(1);
    Run loads =
        Run.withInput("71 10 01 00 00 00 00 00 95 00 00 00 00 00 00 00", "bpf", "plugin", "0a0b0c");
    assertThat(loads.out()).isEqualTo("b\n");
  }
}
