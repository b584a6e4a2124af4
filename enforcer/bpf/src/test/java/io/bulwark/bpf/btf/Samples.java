package io.bulwark.bpf.btf;

import io.bulwark.bpf.btf.BtfType.Encoding;
import io.bulwark.bpf.btf.BtfType.Enumerator;
import io.bulwark.bpf.btf.BtfType.Linkage;
import io.bulwark.bpf.btf.BtfType.Member;
import io.bulwark.bpf.btf.BtfType.Param;
import io.bulwark.bpf.btf.BtfType.Slot;
import io.bulwark.bpf.isa.CoreKind;
import io.bulwark.bpf.isa.CoreRelocation;
import java.util.List;

/** Tables that tests share. */
public final class Samples {
  private Samples() {}

  /** Every kind once at least, a list that refers to itself, bit fields, and two maps. */
  public static BtfBuilder everyKind() {
    var btf = new BtfBuilder();
    int integer = btf.integer("int", 4, Encoding.SIGNED);
    int word = btf.integer("unsigned int", 4, Encoding.UNSIGNED);
    int bool = btf.integer("_Bool", 1, Encoding.BOOL);
    int character = btf.integer("char", 1, Encoding.CHAR);
    int wide = btf.integer("__int128", 16, Encoding.SIGNED);
    int real = btf.intern(new BtfType.Float("double", 8));
    int node = btf.reserve();
    int next = btf.pointer(node);
    int color =
        btf.add(
            new BtfType.Enum(
                "color", 4, true, List.of(new Enumerator("RED", -1), new Enumerator("BLUE", 7))));
    int mask =
        btf.add(
            new BtfType.Enum64(
                "mask", 8, false, List.of(new Enumerator("ALL", -1L), new Enumerator("LOW", 1))));
    int inner =
        btf.add(
            new BtfType.Union(
                "", 8, List.of(Member.at(0, "number", word), Member.at(0, "real", real))));
    btf.define(
        node,
        new BtfType.Struct(
            "node",
            48,
            List.of(
                Member.at(0, "next", next),
                Member.at(8, "", inner),
                new Member("low", word, 128, 3),
                new Member("high", word, 131, 29),
                Member.at(20, "flag", bool),
                Member.at(24, "mask", mask),
                Member.at(32, "text", btf.array(character, 12)),
                Member.at(44, "color", color))));
    int alias = btf.add(new BtfType.Typedef("node_t", node));
    int constant = btf.add(new BtfType.Const(btf.add(new BtfType.Volatile(alias))));
    int tagged = btf.add(new BtfType.TypeTag("user", constant));
    int restricted = btf.add(new BtfType.Restrict(btf.pointer(tagged)));
    int forward = btf.add(new BtfType.Fwd("opaque", true));
    int proto =
        btf.add(
            new BtfType.FuncProto(
                integer,
                List.of(
                    new Param("node", restricted),
                    new Param("opaque", btf.pointer(forward)),
                    new Param("wide", wide),
                    Param.VARIADIC)));
    int function = btf.add(new BtfType.Func("walk", proto, Linkage.GLOBAL));
    btf.add(new BtfType.DeclTag("kptr", function, 0));
    btf.add(new BtfType.DeclTag("whole", node, -1));
    int limit = btf.add(new BtfType.Var("limit", btf.add(new BtfType.Const(word)), Linkage.GLOBAL));
    btf.add(new BtfType.DataSec(".rodata", 4, List.of(new Slot(limit, 0, 4))));
    maps(btf, word, node);
    return btf;
  }

  /** Records for two sections, every part in the first one. */
  public static BtfExt extension() {
    var open =
        new BtfExt.Section(
            "lsm/file_open",
            List.of(new BtfExt.FuncInfo(0, 3)),
            List.of(
                new BtfExt.LineInfo(0, "policy.yaml", "- deny: open", 7, 1),
                new BtfExt.LineInfo(24, "policy.yaml", "  path: /etc/shadow # ä", 8, 9)),
            List.of(
                new BtfExt.CoreInfo(
                    8, new CoreRelocation(CoreKind.FIELD_BYTE_OFFSET, 7, "0:1:1"))));
    var text =
        new BtfExt.Section(
            ".text",
            List.of(new BtfExt.FuncInfo(0, 4)),
            List.of(new BtfExt.LineInfo(0, "policy.yaml", "- deny: open", 7, 1)),
            List.of());
    return new BtfExt(List.of(open, text));
  }

  private static void maps(BtfBuilder btf, int word, int node) {
    int events = MapTypes.add(btf, "events", MapDefinition.ringBuffer(65_536));
    int nodes =
        MapTypes.add(
            btf,
            "nodes",
            MapDefinition.of(
                    1, new MapDefinition.Shape.Typed(word), new MapDefinition.Shape.Typed(node), 64)
                .withFlags(MapDefinition.NO_PREALLOC));
    MapTypes.section(
        btf, List.of(new MapTypes.Named("events", events), new MapTypes.Named("nodes", nodes)));
  }
}
