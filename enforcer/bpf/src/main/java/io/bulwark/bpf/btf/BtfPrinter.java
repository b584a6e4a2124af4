package io.bulwark.bpf.btf;

import java.util.Locale;

/**
 * Types as text, in the form of {@code bpftool btf dump file X format raw}, so that the two can be
 * compared (last done with bpftool 7.1: equal for all types of Linux 6.18).
 */
public final class BtfPrinter {
  private static final String ANONYMOUS = "(anon)";

  private final Btf btf;
  private final StringBuilder out = new StringBuilder();

  private BtfPrinter(Btf btf) {
    this.btf = btf;
  }

  /** All types that {@code btf} itself defines. */
  public static String print(Btf btf) {
    var printer = new BtfPrinter(btf);
    for (int id = btf.firstId(); id < btf.size(); id++) {
      printer.type(id);
    }
    return printer.out.toString();
  }

  /** One type; a line for it, and one for each of its parts. */
  public static String print(Btf btf, int id) {
    var printer = new BtfPrinter(btf);
    printer.type(id);
    return printer.out.toString();
  }

  private void type(int id) {
    BtfType type = btf.type(id);
    out.append('[').append(id).append("] ").append(type.kind()).append(' ');
    name(type.name());
    switch (type) {
      case BtfType.Void _ -> {}
      case BtfType.Int t ->
          field("size", t.size())
              .field("bits_offset", t.bitOffset())
              .field("nr_bits", t.bits())
              .field(
                  "encoding", t.encoding() == BtfType.Encoding.UNSIGNED ? "(none)" : t.encoding());
      case BtfType.Float t -> field("size", t.size());
      case BtfType.Ptr t -> field("type_id", t.type());
      case BtfType.Modifier t -> field("type_id", t.type());
      case BtfType.Array t ->
          field("type_id", t.element())
              .field("index_type_id", t.index())
              .field("nr_elems", t.count());
      case BtfType.Composite t -> {
        field("size", t.size()).field("vlen", t.members().size());
        t.members().forEach(this::member);
      }
      case BtfType.Enumeration t -> {
        field("encoding", t.signed() ? "SIGNED" : "UNSIGNED");
        field("size", t.size()).field("vlen", t.values().size());
        t.values().forEach(v -> value(t, v));
      }
      case BtfType.Fwd t -> field("fwd_kind", t.union() ? "union" : "struct");
      case BtfType.Func t -> field("type_id", t.proto()).field("linkage", lower(t.linkage()));
      case BtfType.FuncProto t -> {
        field("ret_type_id", t.returnType()).field("vlen", t.params().size());
        t.params().forEach(p -> part(p.name()).field("type_id", p.type()));
      }
      case BtfType.Var t -> {
        field("type_id", t.type());
        out.append(", linkage=").append(lower(t.linkage()));
      }
      case BtfType.DataSec t -> {
        field("size", t.size()).field("vlen", t.slots().size());
        t.slots().forEach(this::slot);
      }
      case BtfType.DeclTag t -> field("type_id", t.type()).field("component_idx", t.component());
    }
    out.append('\n');
  }

  private void member(BtfType.Member m) {
    part(m.name()).field("type_id", m.type()).field("bits_offset", m.bitOffset());
    if (m.bitfieldSize() > 0) {
      field("bitfield_size", m.bitfieldSize());
    }
  }

  private void value(BtfType.Enumeration type, BtfType.Enumerator v) {
    String number = type.signed() ? Long.toString(v.value()) : Long.toUnsignedString(v.value());
    String suffix = type instanceof BtfType.Enum ? "" : type.signed() ? "LL" : "ULL";
    part(v.name()).field("val", number + suffix);
  }

  private void slot(BtfType.Slot slot) {
    BtfType type = btf.type(slot.type());
    out.append("\n\ttype_id=").append(slot.type());
    field("offset", slot.offset()).field("size", slot.size());
    if (type instanceof BtfType.Var || type instanceof BtfType.Func) {
      out.append(" (").append(type.kind()).append(' ');
      name(type.name());
      out.append(')');
    }
  }

  private BtfPrinter part(String name) {
    out.append("\n\t");
    name(name);
    return this;
  }

  private void name(String name) {
    out.append('\'').append(name.isEmpty() ? ANONYMOUS : name).append('\'');
  }

  private BtfPrinter field(String key, Object value) {
    out.append(' ').append(key).append('=').append(value);
    return this;
  }

  private static String lower(BtfType.Linkage linkage) {
    return linkage.name().toLowerCase(Locale.ROOT);
  }
}
