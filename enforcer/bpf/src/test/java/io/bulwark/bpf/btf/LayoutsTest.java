package io.bulwark.bpf.btf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bulwark.bpf.btf.BtfType.Encoding;
import io.bulwark.bpf.btf.BtfType.Member;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LayoutsTest {
  private static final Btf BTF = Samples.everyKind().build();

  private static int id(BtfKind kind, String name) {
    int id = BTF.find(kind, name);
    assertThat(id).as(name).isPositive();
    return id;
  }

  @Test
  void membersAreFoundThroughAnonymousOnesAndTypedefs() {
    int node = id(BtfKind.STRUCT, "node");
    int alias = id(BtfKind.TYPEDEF, "node_t");
    assertThat(BTF.member(node, "next").orElseThrow().bitOffset()).isZero();
    int real = id(BtfKind.FLOAT, "double");
    assertThat(BTF.member(node, "real")).contains(new FoundMember(real, 64, 0));
    int word = id(BtfKind.INT, "unsigned int");
    assertThat(BTF.member(alias, "high")).contains(new FoundMember(word, 131, 29));
    assertThat(BTF.member(node, "")).isEmpty();
    assertThat(BTF.member(node, "absent")).isEmpty();
    assertThat(BTF.member(word, "next")).isEmpty();
  }

  @Test
  void sizes() {
    assertThat(BTF.sizeOf(id(BtfKind.TYPEDEF, "node_t"))).hasValue(48);
    assertThat(BTF.sizeOf(id(BtfKind.VAR, "limit"))).hasValue(4);
    assertThat(BTF.sizeOf(id(BtfKind.ENUM64, "mask"))).hasValue(8);
    assertThat(BTF.sizeOf(id(BtfKind.DATASEC, ".maps"))).hasValue(56);
    assertThat(BTF.sizeOf(0)).isEmpty();
    assertThat(BTF.sizeOf(id(BtfKind.FWD, "opaque"))).isEmpty();
    assertThat(BTF.sizeOf(id(BtfKind.FUNC, "walk"))).isEmpty();
    int text = BTF.member(id(BtfKind.STRUCT, "node"), "text").orElseThrow().type();
    assertThat(BTF.sizeOf(text)).hasValue(12);
  }

  @Test
  void arraysBeyondFourGigabytesHaveNoSize() {
    var btf = new BtfBuilder();
    int u8 = btf.integer("u8", 1, Encoding.UNSIGNED);
    int most = btf.add(new BtfType.Array(u8, u8, 0xFFFF_FFFFL));
    int empty = btf.add(new BtfType.Array(most, u8, 0));
    Btf table = btf.build();
    assertThat(table.sizeOf(most)).isEqualTo(OptionalLong.of(0xFFFF_FFFFL));
    assertThat(table.sizeOf(empty)).hasValue(0);
    int u16 = btf.integer("u16", 2, Encoding.UNSIGNED);
    btf.add(new BtfType.Array(u16, u8, 0xFFFF_FFFFL));
    assertThatThrownBy(btf::build).isInstanceOf(BtfRuleException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "task_struct,task_struct",
    "task_struct___v2,task_struct",
    "a___b___c,a___b",
    "___x,___x",
    "x___,x___",
    "a____b,a____b",
    "a___b____c,a",
    "a___,a___",
    "a___b,a"
  })
  void flavoursAreCutOff(String name, String essential) {
    assertThat(EssentialName.of(name)).isEqualTo(essential);
    byte[] bytes = (name + "\0").getBytes();
    assertThat(EssentialName.length(bytes, 0, name.length())).isEqualTo(essential.length());
    var btf = new BtfBuilder();
    int id = btf.add(new BtfType.Struct(name, 0, List.of()));
    btf.add(new BtfType.Struct("other", 0, List.of()));
    Btf table = btf.build();
    assertThat(table.candidates(BtfKind.STRUCT, essential)).containsExactly(id);
    assertThat(table.findAll(BtfKind.STRUCT, name)).containsExactly(id);
    assertThat(table.find(BtfKind.UNION, name)).isEqualTo(-1);
  }

  @Test
  void everyNameOfTheKernelIsFound() throws IOException {
    HostKernel.requireTypes("everyNameOfTheKernelIsFound");
    Btf kernel = Btf.file(Btf.VMLINUX);
    int named = 0;
    for (int id = 1; id < kernel.size(); id += 7) {
      BtfType type = kernel.type(id);
      if (!type.name().isEmpty()) {
        named++;
        assertThat(kernel.findAll(type.kind(), type.name())).as("type %d", id).contains(id);
        assertThat(kernel.candidates(type.kind(), EssentialName.of(type.name()))).contains(id);
        assertThat(kernel.find(type.kind(), type.name())).isLessThanOrEqualTo(id);
      }
    }
    assertThat(named).isGreaterThan(5_000);
  }

  @Test
  void aSegmentIsReadLikeAnArray() {
    Btf copy = Btf.read(MemorySegment.ofArray(BTF.toBytes()));
    assertThat(BtfPrinter.print(copy)).isEqualTo(BtfPrinter.print(BTF));
  }

  @Test
  void outOfRangeIdsAreTheCallersFault() {
    assertThatThrownBy(() -> BTF.type(BTF.size())).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> BTF.type(-1)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThat(BTF.type(0)).isEqualTo(new BtfType.Void());
    assertThat(Member.at(3, "m", 1).bitOffset()).isEqualTo(24);
  }
}
