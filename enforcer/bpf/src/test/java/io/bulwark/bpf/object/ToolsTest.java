package io.bulwark.bpf.object;

import static org.assertj.core.api.Assertions.assertThat;

import io.bulwark.fixtures.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The usual tools take our objects and see what we wrote. */
class ToolsTest {
  @TempDir Path folder;

  private Path object() throws IOException {
    Path file = folder.resolve("sample.bpf.o");
    return Files.write(file, ObjectWriter.write(Samples.everything().build()));
  }

  @Test
  void bpftoolMakesASkeleton() throws IOException {
    String header = Tool.require("bpftool").run("gen", "skeleton", object().toString());
    assertThat(header)
        .contains("struct bpf_program *check_open;", "struct bpf_program *on_exec;")
        .contains("struct bpf_map *events;", "struct bpf_map *counts;", "struct bpf_map *scratch;")
        .contains("cgroup", "enforce", "generation", "hits", "LINUX_KERNEL_VERSION");
  }

  @Test
  void bpftoolPrintsTheTypes() throws IOException {
    String types = Tool.require("bpftool").run("btf", "dump", "file", object().toString());
    assertThat(types)
        .contains("FUNC 'check_open'", "FUNC 'twice'", "DATASEC '.maps'", "DATASEC '.kconfig'");
  }

  @Test
  void llvmPrintsCodeRelocationsAndPolicyLines() throws IOException {
    String text = Tool.require("llvm-objdump").run("-drl", object().toString());
    assertThat(text)
        .contains("<check_open>:", "<quadruple>:")
        .contains("R_BPF_64_64\tevents", "R_BPF_64_32\ttwice", "R_BPF_64_64\tLINUX_KERNEL_VERSION")
        .contains("call 131", "r0 <<= 2");
  }
}
