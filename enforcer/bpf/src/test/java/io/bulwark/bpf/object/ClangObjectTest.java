package io.bulwark.bpf.object;

import static org.assertj.core.api.Assertions.assertThat;

import io.bulwark.bpf.btf.BtfKind;
import io.bulwark.bpf.isa.Code;
import io.bulwark.bpf.isa.CoreKind;
import io.bulwark.bpf.isa.Disassembler;
import io.bulwark.bpf.isa.Reference;
import io.bulwark.bpf.isa.Statement;
import io.bulwark.fixtures.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** We read what a C compiler writes, and what we write of it means the same. */
class ClangObjectTest {
  private static final String SOURCE =
      """
      #define SEC(name) __attribute__((section(name), used))
      #define core __attribute__((preserve_access_index))
      typedef unsigned int u32;
      typedef unsigned long long u64;
      struct file { u32 f_flags; } core;
      static void *(*lookup)(void *, const void *) = (void *) 1;
      static long (*output)(void *, void *, u64, u64) = (void *) 130;
      struct { int (*type)[27]; int (*max_entries)[4096]; } events SEC(".maps");
      struct { int (*type)[1]; int (*max_entries)[64]; u32 *key; u64 *value; } counts SEC(".maps");
      const volatile u32 enforce = 1;
      static u64 hits;
      u64 generation = 5;
      static __attribute__((noinline)) int local(u64 x) { return x * 3; }
      __attribute__((noinline)) int global(u64 x) { return local(x) + (int) generation; }
      SEC("lsm/file_open") int check(u64 *ctx) {
        struct file *file = (struct file *) ctx[0];
        u32 flags = file->f_flags, key = 7;
        char text[] = "denied";
        u64 *count = lookup(&counts, &key);
        if (count) *count += global(flags);
        hits++;
        if (enforce && (flags & 2)) { output(&events, text, sizeof text, 0); return -1; }
        return 0;
      }
      SEC("raw_tp/sys_enter") int enter(u64 *ctx) { return local(ctx[1]) == 3; }
      char LICENSE[] SEC("license") = "GPL";
      """;

  @TempDir Path folder;

  private Path compile() throws IOException {
    Path source = Files.writeString(folder.resolve("sample.c"), SOURCE);
    Path object = folder.resolve("sample.o");
    Tool.require("clang")
        .run(
            "-O2",
            "-g",
            "-target",
            "bpf",
            "-mcpu=v3",
            "-c",
            source.toString(),
            "-o",
            object.toString());
    return object;
  }

  private static Stream<Statement> statements(BpfObject object, String function) {
    return object.function(function).orElseThrow().code().statements().stream();
  }

  @Test
  void everythingThatTheSourceSaysIsThere() throws IOException {
    BpfObject object = ObjectReader.read(Files.readAllBytes(compile()));
    assertThat(object.license()).isEqualTo("GPL");
    assertThat(object.programs())
        .extracting(Function::section)
        .containsExactly("lsm/file_open", "raw_tp/sys_enter");
    assertThat(object.function("local").orElseThrow().linkage()).isEqualTo(Function.Linkage.STATIC);
    assertThat(object.function("global").orElseThrow().linkage())
        .isEqualTo(Function.Linkage.GLOBAL);
    assertThat(object.maps())
        .extracting(MapSpec::name)
        .containsExactlyInAnyOrder("events", "counts");
    assertThat(object.dataOf("enforce").orElseThrow().name()).isEqualTo(".rodata");
    assertThat(object.dataOf("generation").orElseThrow().initial()).startsWith(5);
    assertThat(object.dataOf("hits").orElseThrow().isZeros()).isTrue();
    assertThat(object.types().find(BtfKind.STRUCT, "file")).isPositive();
    List<Reference> references =
        statements(object, "check")
            .map(each -> each.metadata().reference())
            .filter(Objects::nonNull)
            .toList();
    assertThat(references)
        .contains(
            new Reference.ToMap("counts"),
            new Reference.ToMap("events"),
            new Reference.ToFunction("global"),
            new Reference.ToVariable("hits", 0));
    assertThat(statements(object, "check").map(each -> each.metadata().core()))
        .anyMatch(core -> core != null && core.kind() == CoreKind.FIELD_BYTE_OFFSET);
    assertThat(statements(object, "enter").map(each -> each.metadata().reference()))
        .contains(new Reference.ToFunction("local"));
    assertThat(
            Objects.requireNonNull(object.function("check").orElseThrow().code().source(0)).file())
        .endsWith("sample.c");
  }

  @Test
  void writtenAgainItMeansTheSame() throws IOException {
    BpfObject object = ObjectReader.read(Files.readAllBytes(compile()));
    BpfObject again = ObjectReader.read(ObjectWriter.write(object));
    assertThat(again).isEqualTo(object);
  }

  /** Instruction by instruction, our text is LLVM's, but for how it writes numbers. */
  @Test
  void theDisassemblyIsLlvms() throws IOException {
    Path file = compile();
    String llvm = Tool.require("llvm-objdump").run("-d", "--no-show-raw-insn", file.toString());
    BpfObject object = ObjectReader.read(Files.readAllBytes(file));
    for (Function function : object.functions()) {
      List<String> theirs = Llvm.function(llvm, function.name());
      Code code = Stored.code(function.code(), Map.of());
      assertThat(theirs).hasSize(code.size());
      for (int index = 0; index < code.size(); index++) {
        String text = Llvm.normal(theirs.get(index));
        if (code.metadata(index).reference() instanceof Reference.ToFunction) {
          // a compiler knows the distance of some calls, and LLVM prints it
          assertThat(text).matches("call -?[0-9]+");
        } else {
          assertThat(Disassembler.print(code.instruction(index)))
              .describedAs(function.name() + ", instruction " + index)
              .isEqualTo(text);
        }
      }
    }
  }
}
