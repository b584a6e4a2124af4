package io.bulwark.bpf.btf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bulwark.bpf.btf.BtfType.Encoding;
import io.bulwark.bpf.btf.BtfType.Member;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class BtfBuilderTest {

  @Test
  void whatWasAddedIsReadBack() {
    var builder = Samples.everyKind();
    Btf built = builder.build();
    Btf read = Btf.read(built.toBytes());
    var kinds = EnumSet.of(BtfKind.VOID);
    assertThat(read.size()).isEqualTo(built.size()).isGreaterThan(30);
    for (int id = 1; id < read.size(); id++) {
      assertThat(read.type(id)).as("type %d", id).isEqualTo(builder.type(id));
      kinds.add(read.type(id).kind());
    }
    assertThat(kinds).isEqualTo(EnumSet.allOf(BtfKind.class));
  }

  @Test
  void theSameCallsGiveTheSameBytes() {
    assertThat(Samples.everyKind().build().toBytes())
        .isEqualTo(Samples.everyKind().build().toBytes());
  }

  @Test
  void addedTypesStayApartAndInternedOnesMeet() {
    var btf = new BtfBuilder();
    int first = btf.integer("int", 4, Encoding.SIGNED);
    assertThat(btf.integer("int", 4, Encoding.SIGNED)).isEqualTo(first);
    assertThat(btf.add(BtfType.Int.of("int", 4, Encoding.SIGNED))).isEqualTo(first + 1);
    assertThat(btf.build().findAll(BtfKind.INT, "int")).containsExactly(first, first + 1);
  }

  @Test
  void stringsAreStoredOnce() {
    var btf = new BtfBuilder();
    int offset = btf.string("lsm/file_open");
    assertThat(btf.string("lsm/file_open")).isEqualTo(offset);
    assertThat(btf.string("")).isZero();
    btf.add(new BtfType.Typedef("t", btf.integer("int", 4, Encoding.SIGNED)));
    Btf table = btf.build();
    assertThat(table.string(offset)).isEqualTo("lsm/file_open");
    assertThat(table.stringSize()).isEqualTo(1 + 14 + 4 + 2);
  }

  @Test
  void aReservedIdMustBeDefinedOnce() {
    var btf = new BtfBuilder();
    int id = btf.reserve();
    assertThatThrownBy(btf::build)
        .isInstanceOf(BtfRuleException.class)
        .hasMessage("type 1, reserved type: is not defined");
    btf.define(id, new BtfType.Ptr(0));
    assertThatThrownBy(() -> btf.define(id, new BtfType.Ptr(0)))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> btf.define(7, new BtfType.Ptr(0)))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aSplitTableContinuesItsBase() {
    Btf base = Samples.everyKind().build();
    var module = new BtfBuilder(base);
    int node = base.find(BtfKind.STRUCT, "node");
    int wrapper =
        module.add(new BtfType.Struct("wrapper", 48, List.of(Member.at(0, "node", node))));
    int own = module.add(new BtfType.Struct("node", 4, List.of()));
    Btf split = Btf.readSplit(module.build().toBytes(), base);
    assertThat(wrapper).isEqualTo(base.size());
    assertThat(split.size()).isEqualTo(base.size() + 2);
    assertThat(split.type(wrapper)).isEqualTo(module.type(wrapper));
    assertThat(split.type(node)).isEqualTo(base.type(node));
    assertThat(split.findAll(BtfKind.STRUCT, "node")).containsExactly(node, own);
    assertThat(split.find(BtfKind.STRUCT, "wrapper")).isEqualTo(wrapper);
    assertThat(split.member(wrapper, "node")).contains(new FoundMember(node, 0, 0));
  }
}
