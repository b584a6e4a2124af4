package io.bulwark.bpf.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.bulwark.bpf.btf.Btf;
import io.bulwark.bpf.btf.BtfExt;
import io.bulwark.bpf.btf.HostKernel;
import io.bulwark.bpf.btf.Tools;
import io.bulwark.bpf.elf.ElfFile;
import io.bulwark.bpf.elf.ElfReader;
import io.bulwark.bpf.isa.Code;
import io.bulwark.bpf.isa.CoreKind;
import io.bulwark.bpf.isa.Decoder;
import io.bulwark.bpf.isa.Statement;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/**
 * An object of clang's, relocated by us and by libbpf on the running kernel: the instructions must
 * be the same bytes. The program is loaded, never attached.
 */
class KernelCoreTest {
  private static final Path SOURCE = Path.of("src/test/resources/core/relocations.c");
  private static final String SECTION = "raw_tp/sys_enter";
  private static final int SLOT = 8;

  @TempDir Path folder;
  private String test = "";
  private boolean mounted;

  @BeforeEach
  void nameTest(TestInfo info) {
    test = "KernelCoreTest." + info.getTestMethod().orElseThrow().getName();
    HostKernel.requireTypes(test);
  }

  @AfterEach
  void unmount() throws Exception {
    if (mounted) {
      Tools.run(test, folder, "umount", pins().toString());
    }
  }

  private record Loaded(Code code, CoreResolver resolver) {}

  @Test
  void libbpfPutsTheSameNumbersIntoTheSameInstructions() throws Exception {
    Path object = compile();
    Loaded loaded = read(object);
    mount();
    Path pin = pins().resolve("relocations");
    Tools.run(test, folder, "bpftool", "prog", "load", object.toString(), pin.toString());
    Path dump = folder.resolve("xlated.bin");
    Tools.run(
        test,
        folder,
        "bpftool",
        "prog",
        "dump",
        "xlated",
        "pinned",
        pin.toString(),
        "file",
        dump.toString());
    byte[] theirs = Files.readAllBytes(dump);

    Relocated relocated = new Relocator(loaded.resolver()).relocate(loaded.code());
    assertThat(relocated.failures()).isEmpty();
    assertThat(relocated.missing()).isEmpty();
    byte[] before = loaded.code().encode();
    byte[] ours = relocated.code().encode();
    assertThat(theirs).as("nothing was removed as dead code").hasSameSizeAs(ours);
    int changed = 0;
    var kinds = EnumSet.noneOf(CoreKind.class);
    for (Need need : relocated.needs()) {
      byte[] patched = slots(ours, loaded.code(), need.index());
      assertThat(patched).as(need.text()).isEqualTo(slots(theirs, loaded.code(), need.index()));
      changed += Arrays.equals(patched, slots(before, loaded.code(), need.index())) ? 0 : 1;
      kinds.add(need.relocation().kind());
    }
    assertThat(changed).as("instructions that differ from the object's").isGreaterThan(12);
    assertThat(kinds)
        .as("clang 14 knows all kinds but one")
        .isEqualTo(EnumSet.complementOf(EnumSet.of(CoreKind.TYPE_MATCHES)));
    System.out.printf(
        "FIGURE: CO-RE against libbpf on this kernel: %d relocations of %d kinds equal, %d changed%n",
        relocated.needs().size(), kinds.size(), changed);
  }

  @Test
  void whatWePoisonLibbpfPoisons() throws Exception {
    Path object = compile("-DPOISON");
    Loaded loaded = read(object);
    Relocated relocated = new Relocator(loaded.resolver()).relocate(loaded.code());
    assertThat(relocated.missing())
        .singleElement()
        .satisfies(
            need -> assertThat(need.subject()).isEqualTo("struct task_struct.no_such_field"));
    mount();
    Tools.Outcome load =
        Tools.tryRun(
            test,
            folder,
            "bpftool",
            "prog",
            "load",
            object.toString(),
            pins().resolve("poisoned").toString());
    assertThat(load.status()).isNotZero();
    assertThat(load.errors()).contains("CO-RE relocation").contains("no_such_field");
  }

  private Path compile(String... options) throws Exception {
    Path object = folder.resolve("relocations.o");
    var command = new ArrayList<>(List.of("clang", "-O2", "-g", "-target", "bpf", "-mcpu=v3"));
    command.addAll(List.of(options));
    command.addAll(List.of("-c", SOURCE.toString(), "-o", object.toString()));
    Tools.run(test, folder, command.toArray(String[]::new));
    return object;
  }

  private static Loaded read(Path object) throws Exception {
    ElfFile elf = ElfReader.read(Files.readAllBytes(object));
    Btf local = Btf.read(content(elf, ".BTF"));
    BtfExt ext = BtfExt.read(content(elf, ".BTF.ext"), local);
    Code bare = Decoder.decode(content(elf, SECTION));
    List<Statement> statements = new ArrayList<>(bare.statements());
    for (BtfExt.CoreInfo info : ext.section(SECTION).orElseThrow().relocations()) {
      int index = bare.indexOf(info.offset() / SLOT);
      Statement statement = statements.get(index);
      statements.set(
          index,
          new Statement(statement.instruction(), statement.metadata().withCore(info.relocation())));
    }
    var resolver = new CoreResolver(local, Target.of(Btf.file(Btf.VMLINUX)));
    return new Loaded(Code.of(statements), resolver);
  }

  private static byte[] content(ElfFile elf, String section) {
    return elf.sections().get(elf.indexOf(section)).content();
  }

  private static byte[] slots(byte[] code, Code layout, int index) {
    return Arrays.copyOfRange(code, SLOT * layout.slotOf(index), SLOT * layout.slotOf(index + 1));
  }

  private Path pins() {
    return folder.resolve("pins");
  }

  private void mount() throws Exception {
    Files.createDirectory(pins());
    Tools.Outcome outcome =
        Tools.tryRun(test, folder, "mount", "-t", "bpf", "bpf", pins().toString());
    if (outcome.status() != 0) {
      HostKernel.skip(test, "no bpf file system can be mounted: " + outcome.errors().trim());
    }
    mounted = true;
  }
}
