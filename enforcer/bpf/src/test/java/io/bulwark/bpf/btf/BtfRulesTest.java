package io.bulwark.bpf.btf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bulwark.bpf.btf.BtfType.Encoding;
import io.bulwark.bpf.btf.BtfType.Enumerator;
import io.bulwark.bpf.btf.BtfType.Linkage;
import io.bulwark.bpf.btf.BtfType.Member;
import io.bulwark.bpf.btf.BtfType.Param;
import io.bulwark.bpf.btf.BtfType.Slot;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One table of types for each rule, and what the builder says to it. */
class BtfRulesTest {
  // Every case starts with these, so ids 1 to 5 are known.
  private static final int INT = 1;
  private static final int PTR = 2;
  private static final int PROTO = 3;
  private static final int VAR = 4;
  private static final int FWD = 5;
  private static final int CASE = 6;

  private record Case(String message, BtfType... types) {
    @Override
    public String toString() {
      return message;
    }
  }

  private static BtfBuilder builder() {
    var btf = new BtfBuilder();
    btf.integer("int", 4, Encoding.SIGNED);
    btf.pointer(0);
    btf.add(new BtfType.FuncProto(INT, List.of(new Param("", PTR))));
    btf.add(new BtfType.Var("var", INT, Linkage.GLOBAL));
    btf.add(new BtfType.Fwd("fwd", false));
    return btf;
  }

  private static BtfType.Struct struct(int size, Member... members) {
    return new BtfType.Struct("s", size, List.of(members));
  }

  private static BtfType.Enum enumeration(int size, boolean signed, long... values) {
    var all = new java.util.ArrayList<Enumerator>();
    for (long value : values) {
      all.add(new Enumerator("E" + all.size(), value));
    }
    return new BtfType.Enum("e", size, signed, all);
  }

  static List<Case> cases() {
    return List.of(
        new Case("int `n`: 3 bytes, not 1, 2, 4, 8 or 16", BtfType.Int.of("n", 3, Encoding.SIGNED)),
        new Case("int: has no name", BtfType.Int.of("", 4, Encoding.SIGNED)),
        new Case("bits 8 to 40 of 32", new BtfType.Int("n", 4, Encoding.SIGNED, 8, 32)),
        new Case("bits 0 to 0 of 32", new BtfType.Int("n", 4, Encoding.SIGNED, 0, 0)),
        new Case("float `f`: 3 bytes", new BtfType.Float("f", 3)),
        new Case("void is id 0", new BtfType.Void()),
        new Case("array: count -1", new BtfType.Array(INT, INT, -1)),
        new Case("array: element has no size: void", new BtfType.Array(0, INT, 1)),
        new Case("array: element has no size: fwd `fwd`", new BtfType.Array(FWD, INT, 1)),
        new Case("array: index is no integer", new BtfType.Array(INT, PTR, 1)),
        new Case("refers to type 99, which is missing", new BtfType.Ptr(99)),
        new Case("refers to type -1, which is missing", new BtfType.Const(-1)),
        new Case("name `a b` is no C identifier", new BtfType.Typedef("a b", INT)),
        new Case("name `` is no C identifier", new BtfType.Typedef("", INT)),
        new Case("name `1a` is no C identifier", new BtfType.Fwd("1a", true)),
        new Case("name of 128 characters", new BtfType.Typedef("x".repeat(128), INT)),
        new Case("type_tag: has no name", new BtfType.TypeTag("", INT)),
        new Case(
            "member `b` at bit 0, after bit 32",
            struct(8, Member.at(4, "a", INT), Member.at(0, "b", INT))),
        new Case(
            "member `a` at bit 96, after bit 0 in 8 bytes", struct(8, Member.at(12, "a", INT))),
        new Case("member `a` ends at bit 64 of 32", struct(4, Member.at(4, "a", INT))),
        new Case("member `a` starts within a byte", struct(8, new Member("a", INT, 3, 0))),
        new Case("`a` occurs twice", struct(8, Member.at(0, "a", INT), Member.at(4, "a", INT))),
        new Case("member `a-b` is no C identifier", struct(4, Member.at(0, "a-b", INT))),
        new Case("member `a` has no size: void", struct(4, Member.at(0, "a", 0))),
        new Case("refers to var `var`, which is no type", struct(4, Member.at(0, "a", VAR))),
        new Case("bit field `a` of 256 bits", struct(64, new Member("a", INT, 0, 256))),
        new Case("member `a` has 33 bits of a type of 32", struct(8, new Member("a", INT, 0, 33))),
        new Case("member `a` is a bit field and no integer", struct(8, new Member("a", PTR, 0, 3))),
        new Case(
            "with bit fields offsets have 24 bits",
            struct(1 << 22, new Member("a", INT, 0, 3), Member.at(1 << 21, "b", INT))),
        new Case("of a union at bit 8", new BtfType.Union("u", 8, List.of(Member.at(1, "a", INT)))),
        new Case(
            "65536 members, at most 65535",
            new BtfType.Union("u", 4, Collections.nCopies(65_536, new Member("", INT, 0, 0)))),
        new Case("enum `e`: 3 bytes", enumeration(3, false, 1)),
        new Case("`E0` = -1 does not fit into 32 bits", enumeration(4, false, -1)),
        new Case("`E0` = 2147483648 does not fit", enumeration(4, true, 1L << 31)),
        new Case(
            "`A` occurs twice",
            new BtfType.Enum(
                "e", 4, false, List.of(new Enumerator("A", 1), new Enumerator("A", 2)))),
        new Case("its type is no function prototype", new BtfType.Func("f", INT, Linkage.GLOBAL)),
        new Case("a parameter has no name", new BtfType.Func("f", PROTO, Linkage.STATIC)),
        new Case("name `` is no C identifier", new BtfType.Func("", PROTO, Linkage.EXTERN)),
        new Case(
            "parameter 0 is void",
            new BtfType.FuncProto(0, List.of(Param.VARIADIC, Param.VARIADIC))),
        new Case("parameter 0 is void", new BtfType.FuncProto(0, List.of(new Param("a", 0)))),
        new Case("result has no size: fwd", new BtfType.FuncProto(FWD, List.of())),
        new Case(
            "parameter `a` has no size: fwd",
            new BtfType.FuncProto(0, List.of(new Param("a", FWD)))),
        new Case("its type has no size: void", new BtfType.Var("v", 0, Linkage.STATIC)),
        new Case("datasec: has no name", new BtfType.DataSec("", 0, List.of())),
        new Case(
            "variable `var` of 4 bytes has 2",
            new BtfType.DataSec(".d", 4, List.of(new Slot(VAR, 0, 2)))),
        new Case(
            "variable 4 ends at 8 of 4 bytes",
            new BtfType.DataSec(".d", 4, List.of(new Slot(VAR, 4, 4)))),
        new Case(
            "at offset 2, where the one before it ends at 4",
            new BtfType.DataSec(".d", 0, List.of(new Slot(VAR, 0, 4), new Slot(VAR, 2, 4)))),
        new Case(
            "int `int` is no variable", new BtfType.DataSec(".d", 0, List.of(new Slot(INT, 0, 4)))),
        new Case("decl_tag `t`: tags int", new BtfType.DeclTag("t", INT, -1)),
        new Case("component 0 of 0", new BtfType.DeclTag("t", VAR, 0)),
        new Case("component -2", new BtfType.DeclTag("t", VAR, -2)),
        new Case("typedef `t`: contains itself", new BtfType.Typedef("t", CASE)),
        new Case("struct `s`: contains itself", struct(4, Member.at(0, "a", CASE))),
        new Case("ptr: points to nothing but itself", new BtfType.Ptr(CASE)),
        new Case(
            "contains itself",
            struct(4, Member.at(0, "a", CASE + 1)),
            new BtfType.Array(CASE, INT, 1)));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void everyRuleNamesTheType(Case c) {
    assertThatThrownBy(
            () -> {
              BtfBuilder btf = builder();
              for (BtfType type : c.types()) {
                btf.add(type);
              }
              btf.build();
            })
        .isInstanceOf(BtfRuleException.class)
        .hasMessageContaining(c.message())
        .satisfies(e -> assertThat(((BtfRuleException) e).id()).isGreaterThanOrEqualTo(CASE));
  }

  @Test
  void nestingHasALimit() {
    assertThatCode(() -> chain(32).build()).doesNotThrowAnyException();
    assertThatThrownBy(() -> chain(33).build())
        .isInstanceOf(BtfRuleException.class)
        .hasMessageContaining("nested deeper than 32");
    assertThatThrownBy(() -> chain(100_000).build()).isInstanceOf(BtfRuleException.class);
  }

  private static BtfBuilder chain(int length) {
    BtfBuilder btf = builder();
    int type = INT;
    for (int i = 0; i < length; i++) {
      type = btf.add(new BtfType.Const(type));
    }
    return btf;
  }

  @Test
  void stringsHoldNoNul() {
    assertThatThrownBy(() -> new BtfBuilder().string("a\0b"))
        .isInstanceOf(BtfRuleException.class)
        .hasMessageContaining("contains NUL");
  }

  @Test
  void recursionThroughPointersIsFine() {
    BtfBuilder btf = builder();
    btf.add(struct(8, Member.at(0, "next", CASE + 1)));
    btf.pointer(CASE);
    assertThatCode(btf::build).doesNotThrowAnyException();
  }

  @Test
  void externsMayBeUntyped() {
    BtfBuilder btf = builder();
    int type = btf.add(new BtfType.Const(0));
    int symbol = btf.add(new BtfType.Var("symbol", type, Linkage.EXTERN));
    int kfunc = btf.add(new BtfType.Func("kfunc", PROTO, Linkage.EXTERN));
    btf.add(
        new BtfType.DataSec(".ksyms", 0, List.of(new Slot(symbol, 0, 0), new Slot(kfunc, 0, 0))));
    assertThatCode(btf::build).doesNotThrowAnyException();
  }

  /** Rules stricter than reality would be wrong: the kernel's own types pass all of them. */
  @Test
  void theKernelsOwnTypesBreakNoRule() throws IOException {
    HostKernel.requireTypes("theKernelsOwnTypesBreakNoRule");
    Btf kernel = Btf.file(Btf.VMLINUX);
    for (int id = 1; id < kernel.size(); id++) {
      RecordRules.check(id, kernel.type(id));
    }
    TableRules.check(kernel);
    System.out.println("FIGURE: kernel types checked against the rules: " + (kernel.size() - 1));
  }
}
