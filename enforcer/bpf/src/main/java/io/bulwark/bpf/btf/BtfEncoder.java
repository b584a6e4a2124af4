package io.bulwark.bpf.btf;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/** Types → bytes; the inverse of {@link TypeDecoder}. */
final class BtfEncoder {
  /** The kernel refuses more. */
  private static final long MAX_SIZE = 16L << 20;

  private final ByteBuffer out;
  private final BtfStrings strings;

  private BtfEncoder(ByteBuffer out, BtfStrings strings) {
    this.out = out;
    this.strings = strings;
  }

  /** Encodes types that {@link RecordRules} have passed; their strings are in the table already. */
  static byte[] encode(List<BtfType> types, BtfStrings strings) {
    byte[] text = strings.toBytes();
    long typeBytes = 0;
    for (BtfType type : types) {
      typeBytes += TypeRecord.HEADER + TypeRecord.payload(type.kind().code(), count(type));
    }
    long total = BtfHeader.LENGTH + typeBytes + text.length;
    if (total > MAX_SIZE) {
      throw new BtfRuleException(0, "type table", total + " bytes, the kernel takes " + MAX_SIZE);
    }
    ByteBuffer out = ByteBuffer.allocate((int) total).order(ByteOrder.LITTLE_ENDIAN);
    out.putShort((short) BtfHeader.MAGIC).put((byte) BtfHeader.VERSION).put((byte) 0);
    out.putInt(BtfHeader.LENGTH).putInt(0).putInt((int) typeBytes);
    out.putInt((int) typeBytes).putInt(text.length);
    var encoder = new BtfEncoder(out, strings);
    types.forEach(encoder::type);
    return out.put(text).array();
  }

  /** What the lower half of the info word holds; for functions that is their linkage. */
  private static int count(BtfType type) {
    return switch (type) {
      case BtfType.Composite t -> t.members().size();
      case BtfType.Enumeration t -> t.values().size();
      case BtfType.FuncProto t -> t.params().size();
      case BtfType.DataSec t -> t.slots().size();
      case BtfType.Func t -> t.linkage().code();
      case BtfType.Void _,
          BtfType.Int _,
          BtfType.Float _,
          BtfType.Ptr _,
          BtfType.Array _,
          BtfType.Fwd _,
          BtfType.Modifier _,
          BtfType.Var _,
          BtfType.DeclTag _ ->
          0;
    };
  }

  private void type(BtfType type) {
    switch (type) {
      case BtfType.Void _ -> throw new IllegalArgumentException("void has no record");
      case BtfType.Int t -> {
        header(t, false, t.size());
        out.putInt(t.encoding().code() << 24 | t.bitOffset() << 16 | t.bits());
      }
      case BtfType.Float t -> header(t, false, t.size());
      case BtfType.Ptr t -> header(t, false, t.type());
      case BtfType.Array t -> {
        header(t, false, 0);
        out.putInt(t.element()).putInt(t.index()).putInt((int) t.count());
      }
      case BtfType.Composite t -> composite(t);
      case BtfType.Enumeration t -> enumeration(t);
      case BtfType.Fwd t -> header(t, t.union(), 0);
      case BtfType.Modifier t -> header(t, false, t.type());
      case BtfType.Func t -> header(t, false, t.proto());
      case BtfType.FuncProto t -> {
        header(t, false, t.returnType());
        t.params().forEach(p -> out.putInt(strings.add(p.name())).putInt(p.type()));
      }
      case BtfType.Var t -> {
        header(t, false, t.type());
        out.putInt(t.linkage().code());
      }
      case BtfType.DataSec t -> {
        header(t, false, t.size());
        t.slots().forEach(s -> out.putInt(s.type()).putInt(s.offset()).putInt(s.size()));
      }
      case BtfType.DeclTag t -> {
        header(t, false, t.type());
        out.putInt(t.component());
      }
    }
  }

  private void header(BtfType type, boolean flag, int sizeOrType) {
    out.putInt(strings.add(type.name()));
    out.putInt((flag ? 1 << 31 : 0) | type.kind().code() << 24 | count(type));
    out.putInt(sizeOrType);
  }

  private void composite(BtfType.Composite type) {
    boolean bitfields = type.members().stream().anyMatch(m -> m.bitfieldSize() > 0);
    header(type, bitfields, type.size());
    for (BtfType.Member member : type.members()) {
      out.putInt(strings.add(member.name())).putInt(member.type());
      out.putInt(member.bitfieldSize() << 24 | member.bitOffset());
    }
  }

  private void enumeration(BtfType.Enumeration type) {
    header(type, type.signed(), type.size());
    boolean wide = type instanceof BtfType.Enum64;
    for (BtfType.Enumerator value : type.values()) {
      out.putInt(strings.add(value.name())).putInt((int) value.value());
      if (wide) {
        out.putInt((int) (value.value() >>> 32));
      }
    }
  }
}
