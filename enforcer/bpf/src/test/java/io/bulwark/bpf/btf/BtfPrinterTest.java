package io.bulwark.bpf.btf;

import static org.assertj.core.api.Assertions.assertThat;

import io.bulwark.fixtures.Golden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BtfPrinterTest {
  private static final Path GOLDEN = Path.of("src/test/resources/golden/every-kind.btf.txt");

  @TempDir Path folder;

  @Test
  void everyKindHasItsLine() {
    Golden.check(GOLDEN, BtfPrinter.print(Samples.everyKind().build()));
  }

  @Test
  void oneTypeIsPrintedAlone() {
    assertThat(BtfPrinter.print(Samples.everyKind().build(), 1))
        .isEqualTo("[1] INT 'int' size=4 bits_offset=0 nr_bits=32 encoding=SIGNED\n");
  }

  @Test
  void bpftoolPrintsTheSameOfOurTypes() throws Exception {
    Btf btf = Samples.everyKind().build();
    Path file = folder.resolve("sample.btf");
    Files.write(file, btf.toBytes());
    assertThat(BtfPrinter.print(btf)).isEqualTo(bpftool("bpftoolPrintsTheSameOfOurTypes", file));
  }

  @Test
  void bpftoolReadsOurSplitTables() throws Exception {
    Btf base = Samples.everyKind().build();
    var module = new BtfBuilder(base);
    int node = base.find(BtfKind.STRUCT, "node");
    module.add(new BtfType.Struct("wrapper", 48, List.of(BtfType.Member.at(0, "inside", node))));
    Btf split = module.build();
    Path baseFile = folder.resolve("base.btf");
    Path file = folder.resolve("module.btf");
    Files.write(baseFile, base.toBytes());
    Files.write(file, split.toBytes());
    String theirs =
        Tools.run(
            "bpftoolReadsOurSplitTables",
            folder,
            "bpftool",
            "-B",
            baseFile.toString(),
            "btf",
            "dump",
            "file",
            file.toString(),
            "format",
            "raw");
    assertThat(BtfPrinter.print(split)).isEqualTo(theirs);
  }

  @Test
  void bpftoolPrintsTheSameOfTheKernel() throws Exception {
    HostKernel.requireTypes("bpftoolPrintsTheSameOfTheKernel");
    String expected = bpftool("bpftoolPrintsTheSameOfTheKernel", Btf.VMLINUX);
    String actual = BtfPrinter.print(Btf.file(Btf.VMLINUX));
    // Not isEqualTo: a difference within millions of lines shall not be printed as a whole.
    int difference = mismatch(expected, actual);
    assertThat(difference)
        .as(
            "first difference: %s instead of %s",
            around(actual, difference), around(expected, difference))
        .isEqualTo(-1);
    System.out.println(
        "FIGURE: kernel types printed as bpftool does: " + actual.lines().count() + " lines");
  }

  private static int mismatch(String a, String b) {
    int length = Math.min(a.length(), b.length());
    for (int i = 0; i < length; i++) {
      if (a.charAt(i) != b.charAt(i)) {
        return i;
      }
    }
    return a.length() == b.length() ? -1 : length;
  }

  private static String around(String text, int at) {
    return at < 0 ? "" : text.substring(Math.max(0, at - 80), Math.min(text.length(), at + 80));
  }

  private String bpftool(String test, Path file) throws IOException, InterruptedException {
    return Tools.run(
        test, folder, "bpftool", "btf", "dump", "file", file.toString(), "format", "raw");
  }
}
