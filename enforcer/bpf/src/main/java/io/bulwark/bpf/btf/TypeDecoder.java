package io.bulwark.bpf.btf;

import static io.bulwark.bpf.btf.BtfHeader.require;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/**
 * One record → one {@link BtfType}. Everything it refers to is checked to exist here, so that a
 * type in hand can be followed.
 */
final class TypeDecoder {
  private final RawBtf btf;
  private final byte[] data;
  private final int at;
  private final boolean flag;

  private TypeDecoder(RawBtf btf, byte[] data, int at) {
    this.btf = btf;
    this.data = data;
    this.at = at;
    this.flag = TypeRecord.flag(data, at);
  }

  /** Decodes the record at {@code at}, which lies within {@code data} as a whole. */
  static BtfType decode(RawBtf btf, byte[] data, int at) {
    return new TypeDecoder(btf, data, at).type();
  }

  private BtfType type() {
    String name = string(at);
    return switch (BtfKind.of(TypeRecord.kind(data, at))) {
      case VOID -> new BtfType.Void();
      case INT -> integer(name);
      case PTR -> new BtfType.Ptr(ref(at + 8));
      case ARRAY -> new BtfType.Array(ref(at + 12), ref(at + 16), LittleEndian.u32(data, at + 20));
      case STRUCT -> new BtfType.Struct(name, size(at + 8), each(12, this::member));
      case UNION -> new BtfType.Union(name, size(at + 8), each(12, this::member));
      case ENUM -> new BtfType.Enum(name, size(at + 8), flag, each(8, this::enumerator));
      case ENUM64 -> new BtfType.Enum64(name, size(at + 8), flag, each(12, this::enumerator64));
      case FWD -> new BtfType.Fwd(name, flag);
      case TYPEDEF -> new BtfType.Typedef(name, ref(at + 8));
      case VOLATILE -> new BtfType.Volatile(ref(at + 8));
      case CONST -> new BtfType.Const(ref(at + 8));
      case RESTRICT -> new BtfType.Restrict(ref(at + 8));
      case TYPE_TAG -> new BtfType.TypeTag(name, ref(at + 8));
      case FUNC -> new BtfType.Func(name, ref(at + 8), linkage(TypeRecord.count(data, at), at + 4));
      case FUNC_PROTO -> new BtfType.FuncProto(ref(at + 8), each(8, this::param));
      case VAR ->
          new BtfType.Var(name, ref(at + 8), linkage(LittleEndian.i32(data, at + 12), at + 12));
      case DATASEC -> new BtfType.DataSec(name, size(at + 8), each(12, this::slot));
      case FLOAT -> new BtfType.Float(name, size(at + 8));
      case DECL_TAG -> new BtfType.DeclTag(name, ref(at + 8), LittleEndian.i32(data, at + 12));
    };
  }

  private BtfType integer(String name) {
    int word = LittleEndian.i32(data, at + 12);
    int bits = word & 0xFF;
    int offset = word >>> 16 & 0xFF;
    int size = size(at + 8);
    if (bits + offset > 8L * size) {
      throw new BtfFormatException(at + 12, "integer of " + bits + " bits in " + size + " bytes");
    }
    return new BtfType.Int(name, size, encoding(word >>> 24 & 0xF), offset, bits);
  }

  private BtfType.Encoding encoding(int code) {
    return switch (code) {
      case 0 -> BtfType.Encoding.UNSIGNED;
      case 1 -> BtfType.Encoding.SIGNED;
      case 2 -> BtfType.Encoding.CHAR;
      case 4 -> BtfType.Encoding.BOOL;
      default -> throw new BtfFormatException(at + 15, "unknown integer encoding " + code);
    };
  }

  private static BtfType.Linkage linkage(int code, int where) {
    return switch (code) {
      case 0 -> BtfType.Linkage.STATIC;
      case 1 -> BtfType.Linkage.GLOBAL;
      case 2 -> BtfType.Linkage.EXTERN;
      default -> throw new BtfFormatException(where, "unknown linkage " + code);
    };
  }

  private <T> List<T> each(int stride, IntFunction<T> decode) {
    int count = TypeRecord.count(data, at);
    var all = new ArrayList<T>(count);
    for (int i = 0; i < count; i++) {
      all.add(decode.apply(at + TypeRecord.HEADER + i * stride));
    }
    return all;
  }

  private BtfType.Member member(int from) {
    int offset = LittleEndian.i32(data, from + 8);
    int bitfield = flag ? offset >>> 24 : 0;
    int bits = flag ? offset & 0xFF_FFFF : offset;
    require(bits >= 0, from + 8, "member offset beyond 2^31 bits");
    return new BtfType.Member(string(from), ref(from + 4), bits, bitfield);
  }

  private BtfType.Enumerator enumerator(int from) {
    int value = LittleEndian.i32(data, from + 4);
    return new BtfType.Enumerator(string(from), flag ? value : Integer.toUnsignedLong(value));
  }

  private BtfType.Enumerator enumerator64(int from) {
    long low = LittleEndian.u32(data, from + 4);
    long high = LittleEndian.u32(data, from + 8);
    return new BtfType.Enumerator(string(from), high << 32 | low);
  }

  private BtfType.Param param(int from) {
    return new BtfType.Param(string(from), ref(from + 4));
  }

  private BtfType.Slot slot(int from) {
    return new BtfType.Slot(ref(from), size(from + 4), size(from + 8));
  }

  private String string(int from) {
    int offset = LittleEndian.i32(data, from);
    if (offset == 0) {
      return "";
    }
    require(
        offset > 0 && offset < btf.stringSize(), from, "the name lies outside the string table");
    return btf.name(offset);
  }

  private int ref(int from) {
    int id = LittleEndian.i32(data, from);
    if (id < 0 || id >= btf.size()) {
      throw new BtfFormatException(from, "there is no type " + Integer.toUnsignedString(id));
    }
    return id;
  }

  private int size(int from) {
    int size = LittleEndian.i32(data, from);
    require(size >= 0, from, "a size or offset beyond 2^31 bytes");
    return size;
  }
}
