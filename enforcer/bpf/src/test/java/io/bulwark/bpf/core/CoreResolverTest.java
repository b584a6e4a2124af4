package io.bulwark.bpf.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.bulwark.bpf.btf.Btf;
import io.bulwark.bpf.btf.BtfBuilder;
import io.bulwark.bpf.btf.BtfKind;
import io.bulwark.bpf.btf.BtfType;
import io.bulwark.bpf.btf.BtfType.Encoding;
import io.bulwark.bpf.btf.BtfType.Enumerator;
import io.bulwark.bpf.btf.BtfType.Member;
import io.bulwark.bpf.core.Resolution.Failure;
import io.bulwark.bpf.core.Resolution.Poison;
import io.bulwark.bpf.core.Resolution.Problem;
import io.bulwark.bpf.core.Resolution.Value;
import io.bulwark.bpf.isa.CoreKind;
import io.bulwark.bpf.isa.CoreRelocation;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every kind, local types against target types, both made by hand. */
class CoreResolverTest {

  /** What should come out. */
  private sealed interface Wanted {
    record Number(long local, long target) implements Wanted {}

    record Poisoned() implements Wanted {}

    record Failed(Problem problem) implements Wanted {}
  }

  private record Case(String name, CoreKind kind, String root, String access, Wanted wanted) {
    @Override
    public String toString() {
      return kind + " " + name;
    }
  }

  private static Case value(
      CoreKind kind, String root, String access, String name, long local, long target) {
    return new Case(name, kind, root, access, new Wanted.Number(local, target));
  }

  private static Case poison(CoreKind kind, String root, String access, String name) {
    return new Case(name, kind, root, access, new Wanted.Poisoned());
  }

  private static Case failure(
      CoreKind kind, String root, String access, String name, Problem problem) {
    return new Case(name, kind, root, access, new Wanted.Failed(problem));
  }

  /** The types that programs are written against: a few fields of each struct. */
  private static final class Local {
    final BtfBuilder btf = new BtfBuilder();
    final int u32 = btf.integer("unsigned int", 4, Encoding.UNSIGNED);
    final int s32 = btf.integer("int", 4, Encoding.SIGNED);
    final int u64 = btf.integer("unsigned long", 8, Encoding.UNSIGNED);
    final int u8 = btf.integer("unsigned char", 1, Encoding.UNSIGNED);

    Local() {
      int name = btf.add(new BtfType.Struct("name", 8, List.of(Member.at(0, "len", u32))));
      int anonymous =
          btf.add(
              new BtfType.Union(
                  "", 8, List.of(Member.at(0, "number", u64), Member.at(0, "tag", u32))));
      btf.add(
          new BtfType.Struct(
              "task",
              96,
              List.of(
                  Member.at(0, "pid", s32),
                  Member.at(8, "name", btf.pointer(name)),
                  Member.at(16, "", anonymous),
                  Member.at(24, "slots", btf.array(u32, 4)),
                  Member.at(40, "inner", name),
                  new Member("low", u32, 384, 3),
                  new Member("high", u32, 387, 20),
                  new Member("sign", s32, 448, 5),
                  Member.at(60, "gone", u32),
                  Member.at(64, "retyped", u32),
                  Member.at(72, "names", btf.array(name, 2)),
                  Member.at(88, "flex", btf.array(u64, 0)))));
      btf.add(new BtfType.Struct("missing", 4, List.of(Member.at(0, "field", u32))));
      btf.add(new BtfType.Struct("twice", 4, List.of(Member.at(0, "field", u32))));
      btf.add(new BtfType.Struct("agreed", 4, List.of(Member.at(0, "field", u32))));
      btf.add(new BtfType.Struct("renamed___old", 4, List.of(Member.at(0, "before", u32))));
      btf.add(new BtfType.Struct("renamed___new", 4, List.of(Member.at(0, "after", u32))));
      btf.add(new BtfType.Typedef("alias_t", btf.pointer(name)));
      btf.add(new BtfType.Typedef("number_t", u32));
      btf.add(new BtfType.Struct("", 4, List.of(Member.at(0, "field", u32))));
      btf.add(
          new BtfType.Enum(
              "state",
              4,
              false,
              List.of(
                  new Enumerator("RUNNING", 0),
                  new Enumerator("STOPPED", 1),
                  new Enumerator("GONE", 2),
                  new Enumerator("NEGATIVE___x", 3))));
    }
  }

  /** What the target has: everything moved, some of it changed. */
  private static Btf target() {
    var btf = new BtfBuilder();
    int u64 = btf.integer("unsigned long", 8, Encoding.UNSIGNED);
    int u32 = btf.integer("unsigned int", 4, Encoding.UNSIGNED);
    int s32 = btf.integer("int", 4, Encoding.SIGNED);
    int pad = btf.array(u64, 10);
    int name =
        btf.add(
            new BtfType.Struct(
                "name", 16, List.of(Member.at(0, "hash", u64), Member.at(8, "len", u64))));
    int inner =
        btf.add(
            new BtfType.Struct(
                "", 16, List.of(Member.at(0, "x", u64), Member.at(8, "number", u64))));
    int outer =
        btf.add(
            new BtfType.Union("", 16, List.of(Member.at(0, "", inner), Member.at(0, "tag", s32))));
    btf.add(
        new BtfType.Struct(
            "task",
            264,
            List.of(
                Member.at(0, "pad", pad),
                Member.at(80, "pid", btf.add(new BtfType.Typedef("pid_t", s32))),
                Member.at(88, "name", btf.pointer(0)),
                Member.at(96, "", outer),
                Member.at(112, "slots", btf.array(u32, 2)),
                Member.at(120, "inner", name),
                new Member("low", u32, 1_116, 3),
                new Member("high", u32, 1_119, 20),
                new Member("sign", s32, 1_152, 5),
                Member.at(152, "retyped", btf.pointer(u32)),
                Member.at(160, "names", btf.array(name, 4)),
                Member.at(224, "other", btf.array(u64, 4)),
                Member.at(256, "flex", btf.array(u64, 0)))));
    btf.add(new BtfType.Struct("twice", 4, List.of(Member.at(0, "field", u32))));
    btf.add(
        new BtfType.Struct(
            "twice", 8, List.of(Member.at(0, "x", u32), Member.at(4, "field", u32))));
    btf.add(new BtfType.Struct("agreed", 4, List.of(Member.at(0, "field", u32))));
    btf.add(
        new BtfType.Struct(
            "agreed___v2", 8, List.of(Member.at(0, "field", u32), Member.at(4, "x", u32))));
    btf.add(
        new BtfType.Struct(
            "renamed", 8, List.of(Member.at(0, "x", u32), Member.at(4, "after", u32))));
    btf.add(new BtfType.Typedef("alias_t", btf.pointer(name)));
    btf.add(new BtfType.Typedef("number_t", u64));
    btf.add(
        new BtfType.Enum64(
            "state",
            8,
            true,
            List.of(
                new Enumerator("RUNNING", 7),
                new Enumerator("STOPPED___v2", 1L << 40),
                new Enumerator("NEGATIVE", -5))));
    return btf.build();
  }

  private static final Local LOCAL = new Local();
  private static final Btf LOCAL_BTF = LOCAL.btf.build();
  private static final Btf TARGET_BTF = target();

  static List<Case> cases() {
    var all = new ArrayList<Case>();
    offsets(all);
    sizes(all);
    existence(all);
    bitfields(all);
    types(all);
    enumerators(all);
    return all;
  }

  private static void offsets(List<Case> all) {
    CoreKind kind = CoreKind.FIELD_BYTE_OFFSET;
    all.add(value(kind, "task", "0:0", "through a typedef", 0, 80));
    all.add(value(kind, "task", "0:1", "pointer to something else", 8, 88));
    all.add(value(kind, "task", "0:2:0", "two anonymous levels on the target", 16, 104));
    all.add(value(kind, "task", "0:2:1", "integer of another sign", 16, 96));
    all.add(value(kind, "task", "0:3", "array as a whole", 24, 112));
    all.add(value(kind, "task", "0:3:1", "array element", 28, 116));
    all.add(poison(kind, "task", "0:3:2", "array element beyond the target's end"));
    all.add(value(kind, "task", "0:4:0", "member of a member", 40, 128));
    all.add(value(kind, "task", "1:0", "second element of an array of structs", 96, 344));
    all.add(poison(kind, "task", "0:8", "field that is gone"));
    all.add(poison(kind, "task", "0:9", "integer that became a pointer"));
    all.add(value(kind, "task", "0:10:1:0", "member of an array element", 80, 184));
    all.add(value(kind, "task", "0:11:3", "flexible array", 112, 280));
    all.add(poison(kind, "missing", "0:0", "struct that is gone"));
    all.add(poison(kind, "renamed___old", "0:0", "old flavour"));
    all.add(value(kind, "renamed___new", "0:0", "new flavour", 0, 4));
    all.add(value(kind, "agreed", "0:0", "two candidates that agree", 0, 0));
    all.add(failure(kind, "twice", "0:0", "two that do not", Problem.AMBIGUOUS));
    all.add(failure(kind, "task", "0:12", "no such member", Problem.INVALID));
    all.add(failure(kind, "task", "0:3:4", "no such element", Problem.INVALID));
    all.add(failure(kind, "task", "0:0:0", "member of an integer", Problem.INVALID));
    all.add(failure(kind, "task", "0:x", "no number", Problem.INVALID));
    all.add(failure(kind, "task", "", "empty path", Problem.INVALID));
    all.add(failure(kind, "task", "0:-1", "negative", Problem.INVALID));
    all.add(failure(kind, "task", "0" + ":0".repeat(64), "long path", Problem.TOO_COMPLEX));
    all.add(failure(kind, "", "0:0", "anonymous root", Problem.UNSUPPORTED));
  }

  private static void sizes(List<Case> all) {
    CoreKind size = CoreKind.FIELD_BYTE_SIZE;
    all.add(value(size, "task", "0:0", "integer", 4, 4));
    all.add(value(size, "task", "0:3", "array", 16, 8));
    all.add(value(size, "task", "0:3:0", "array element", 4, 4));
    all.add(value(size, "task", "0:4", "struct", 8, 16));
    all.add(value(size, "task", "0:4:0", "integer that grew", 4, 8));
    all.add(poison(size, "task", "0:8", "field that is gone"));
    CoreKind signed = CoreKind.FIELD_SIGNED;
    all.add(value(signed, "task", "0:0", "signed", 1, 1));
    all.add(value(signed, "task", "0:2:1", "unsigned that became signed", 0, 1));
    all.add(value(signed, "task", "0:4:0", "unsigned", 0, 0));
    all.add(value(signed, "task", "0:7", "bit field", 1, 1));
    all.add(poison(signed, "task", "0:8", "field that is gone"));
    all.add(failure(signed, "task", "0:3:0", "array element", Problem.INVALID));
  }

  private static void existence(List<Case> all) {
    CoreKind kind = CoreKind.FIELD_EXISTS;
    all.add(value(kind, "task", "0:0", "there", 1, 1));
    all.add(value(kind, "task", "0:8", "gone", 1, 0));
    all.add(value(kind, "task", "0:9", "other type", 1, 0));
    all.add(value(kind, "task", "0:3:3", "beyond the target's array", 1, 0));
    all.add(value(kind, "missing", "0:0", "struct gone", 1, 0));
    all.add(value(kind, "renamed___old", "0:0", "old flavour", 1, 0));
    all.add(value(kind, "renamed___new", "0:0", "new flavour", 1, 1));
    all.add(failure(kind, "task", "0:99", "no such member", Problem.INVALID));
  }

  private static void bitfields(List<Case> all) {
    // low: bits 384 to 386 here, 1116 to 1118 there: within the 4 bytes from 136.
    all.add(value(CoreKind.FIELD_BYTE_OFFSET, "task", "0:5", "bit field", 48, 136));
    all.add(value(CoreKind.FIELD_BYTE_SIZE, "task", "0:5", "bit field", 4, 4));
    all.add(value(CoreKind.FIELD_LSHIFT_U64, "task", "0:5", "bit field", 61, 33));
    all.add(value(CoreKind.FIELD_RSHIFT_U64, "task", "0:5", "bit field", 61, 61));
    // high: 387 to 406 here; 1119 to 1138 there crosses a 4-byte border: 8 bytes from 136.
    all.add(value(CoreKind.FIELD_BYTE_OFFSET, "task", "0:6", "over a border", 48, 136));
    all.add(value(CoreKind.FIELD_BYTE_SIZE, "task", "0:6", "over a border", 4, 8));
    all.add(value(CoreKind.FIELD_LSHIFT_U64, "task", "0:6", "over a border", 41, 13));
    all.add(value(CoreKind.FIELD_RSHIFT_U64, "task", "0:6", "over a border", 44, 44));
    all.add(value(CoreKind.FIELD_LSHIFT_U64, "task", "0:0", "ordinary field", 32, 32));
    all.add(value(CoreKind.FIELD_RSHIFT_U64, "task", "0:4:0", "field that grew", 32, 0));
    all.add(poison(CoreKind.FIELD_LSHIFT_U64, "task", "0:8", "field that is gone"));
    all.add(poison(CoreKind.FIELD_RSHIFT_U64, "task", "0:8", "field that is gone"));
  }

  private static void types(List<Case> all) {
    int task = LOCAL_BTF.find(BtfKind.STRUCT, "task");
    int there = TARGET_BTF.find(BtfKind.STRUCT, "task");
    all.add(value(CoreKind.TYPE_ID_LOCAL, "task", "0", "local id", task, task));
    all.add(value(CoreKind.TYPE_ID_TARGET, "task", "0", "target id", task, there));
    int missing = LOCAL_BTF.find(BtfKind.STRUCT, "missing");
    all.add(value(CoreKind.TYPE_ID_TARGET, "missing", "0", "gone", missing, 0));
    all.add(failure(CoreKind.TYPE_ID_TARGET, "twice", "0", "two ids", Problem.AMBIGUOUS));
    all.add(failure(CoreKind.TYPE_ID_TARGET, "task", "0:1", "a path", Problem.INVALID));
    all.add(failure(CoreKind.TYPE_ID_LOCAL, "task", "1", "a path", Problem.INVALID));
    all.add(value(CoreKind.TYPE_EXISTS, "task", "0", "there", 1, 1));
    all.add(value(CoreKind.TYPE_EXISTS, "twice", "0", "two of them", 1, 1));
    all.add(value(CoreKind.TYPE_EXISTS, "missing", "0", "gone", 1, 0));
    all.add(value(CoreKind.TYPE_EXISTS, "alias_t", "0", "typedef of a pointer", 1, 1));
    all.add(value(CoreKind.TYPE_EXISTS, "number_t", "0", "typedef of an integer", 1, 1));
    all.add(value(CoreKind.TYPE_EXISTS, "renamed___old", "0", "flavour", 1, 1));
    all.add(value(CoreKind.TYPE_SIZE, "task", "0", "there", 96, 264));
    all.add(value(CoreKind.TYPE_SIZE, "number_t", "0", "typedef", 4, 8));
    all.add(value(CoreKind.TYPE_SIZE, "missing", "0", "gone", 4, 0));
    all.add(failure(CoreKind.TYPE_SIZE, "twice", "0", "two sizes", Problem.AMBIGUOUS));
    all.add(value(CoreKind.TYPE_MATCHES, "twice", "0", "one has the same members", 1, 1));
    all.add(value(CoreKind.TYPE_MATCHES, "agreed", "0", "all members are there", 1, 1));
    all.add(value(CoreKind.TYPE_MATCHES, "task", "0", "members are gone", 1, 0));
    all.add(value(CoreKind.TYPE_MATCHES, "renamed___old", "0", "member renamed", 1, 0));
    all.add(value(CoreKind.TYPE_MATCHES, "renamed___new", "0", "flavour with the member", 1, 1));
    all.add(value(CoreKind.TYPE_MATCHES, "number_t", "0", "other size", 1, 0));
    all.add(value(CoreKind.TYPE_MATCHES, "alias_t", "0", "behind a pointer", 1, 1));
  }

  private static void enumerators(List<Case> all) {
    CoreKind exists = CoreKind.ENUM_VALUE_EXISTS;
    CoreKind kind = CoreKind.ENUM_VALUE;
    all.add(value(exists, "state", "0", "there", 1, 1));
    all.add(value(exists, "state", "2", "gone", 1, 0));
    all.add(value(kind, "state", "0", "other value", 0, 7));
    all.add(value(kind, "state", "1", "flavour on the target, 64 bits", 1, 1L << 40));
    all.add(value(kind, "state", "3", "flavour here, negative there", 3, -5));
    all.add(poison(kind, "state", "2", "gone"));
    all.add(failure(kind, "state", "4", "no such enumerator", Problem.INVALID));
    all.add(failure(kind, "state", "0:0", "a path", Problem.INVALID));
    all.add(failure(kind, "task", "0", "no enumeration", Problem.INVALID));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void everyKindOfRelocation(Case c) {
    Resolution actual = resolve(TARGET_BTF, new CoreRelocation(c.kind(), id(c), c.access()));
    switch (c.wanted()) {
      case Wanted.Number(long local, long target) -> {
        assertThat(actual).isInstanceOf(Value.class);
        assertThat(((Value) actual).local()).as("local").isEqualTo(local);
        assertThat(((Value) actual).target()).as("target").isEqualTo(target);
      }
      case Wanted.Poisoned() -> assertThat(actual).isInstanceOf(Poison.class);
      case Wanted.Failed(Problem problem) -> {
        assertThat(actual).isInstanceOf(Failure.class);
        assertThat(((Failure) actual).problem()).isEqualTo(problem);
      }
    }
  }

  @Test
  void everyKindHasACase() {
    assertThat(cases().stream().map(Case::kind).distinct()).hasSize(CoreKind.COUNT);
  }

  @Test
  void bitFieldsAndIdsAreNotCheckedAgainstThePlaceholder() {
    assertThat(checked(CoreKind.FIELD_BYTE_OFFSET, "task", "0:0")).isTrue();
    assertThat(checked(CoreKind.FIELD_BYTE_OFFSET, "task", "0:5")).isFalse();
    assertThat(checked(CoreKind.FIELD_BYTE_SIZE, "task", "0:5")).isFalse();
    assertThat(checked(CoreKind.FIELD_LSHIFT_U64, "task", "0:5")).isFalse();
    assertThat(checked(CoreKind.FIELD_RSHIFT_U64, "task", "0:5")).isTrue();
    assertThat(checked(CoreKind.FIELD_SIGNED, "task", "0:5")).isTrue();
    assertThat(checked(CoreKind.TYPE_ID_TARGET, "task", "0")).isFalse();
    assertThat(checked(CoreKind.TYPE_SIZE, "task", "0")).isTrue();
  }

  @Test
  void modulesAreAskedOnlyForWhatTheKernelLacks() {
    var module = new BtfBuilder(TARGET_BTF);
    int u32 = module.integer("unsigned int", 4, Encoding.UNSIGNED);
    Consumer<String> add =
        name ->
            module.add(
                new BtfType.Struct(
                    name, 12, List.of(Member.at(0, "x", u32), Member.at(8, "field", u32))));
    add.accept("missing");
    add.accept("agreed");
    var target = new Target(List.of(TARGET_BTF, module.build()));
    var resolver = new CoreResolver(LOCAL_BTF, target);
    assertThat(resolver.resolve(field("missing")))
        .isInstanceOfSatisfying(Value.class, v -> eq(v, 8));
    assertThat(resolver.resolve(field("agreed")))
        .isInstanceOfSatisfying(Value.class, v -> eq(v, 0));
  }

  @Test
  void relocationsAreToldInWords() {
    var resolver = new CoreResolver(LOCAL_BTF, Target.of(TARGET_BTF));
    assertThat(words(resolver, CoreKind.FIELD_BYTE_OFFSET, "task", "0:10:1:0"))
        .isEqualTo("struct task.names[1].len");
    assertThat(words(resolver, CoreKind.FIELD_EXISTS, "renamed___old", "0:0"))
        .isEqualTo("struct renamed.before");
    assertThat(words(resolver, CoreKind.TYPE_SIZE, "number_t", "0")).isEqualTo("number_t");
    assertThat(words(resolver, CoreKind.ENUM_VALUE, "state", "1")).isEqualTo("enum state::STOPPED");
    assertThat(words(resolver, CoreKind.FIELD_EXISTS, "task", "0:99")).contains("`0:99`");
  }

  private static String words(CoreResolver resolver, CoreKind kind, String root, String access) {
    return resolver.describe(new CoreRelocation(kind, id(root), access));
  }

  private static void eq(Value value, long target) {
    assertThat(value.target()).isEqualTo(target);
  }

  private static CoreRelocation field(String root) {
    return new CoreRelocation(CoreKind.FIELD_BYTE_OFFSET, id(root), "0:0");
  }

  private static boolean checked(CoreKind kind, String root, String access) {
    Resolution r = resolve(TARGET_BTF, new CoreRelocation(kind, id(root), access));
    return r instanceof Value v && v.checked();
  }

  private static Resolution resolve(Btf target, CoreRelocation relocation) {
    return new CoreResolver(LOCAL_BTF, Target.of(target)).resolve(relocation);
  }

  private static int id(Case c) {
    return id(c.root());
  }

  /** The named type of the local table; the empty name is its anonymous struct. */
  private static int id(String name) {
    for (int id = 1; id < LOCAL_BTF.size(); id++) {
      BtfType type = LOCAL_BTF.type(id);
      if (type.name().equals(name) && (!name.isEmpty() || type instanceof BtfType.Struct)) {
        return id;
      }
    }
    throw new AssertionError("no type " + name);
  }
}
