package io.bulwark.bpf.core;

import io.bulwark.bpf.btf.Btf;
import io.bulwark.bpf.btf.BtfType;
import io.bulwark.bpf.isa.CoreKind;

/**
 * What a field relocation asks about one field, at the end of one path.
 *
 * @param value the answer
 * @param width bytes of the field (for arrays, of an element), 0 where it does not matter
 * @param type of the field, for the comparison of widths
 * @param checked whether compilers always see it the same way
 */
record FieldNumbers(long value, int width, BtfType type, boolean checked) {

  /** Answers {@code kind} for the field of {@code path}. */
  static FieldNumbers of(CoreKind kind, AccessPath path) {
    if (!path.last().isMember()) {
      return element(kind, path);
    }
    BtfType.Member member = path.member();
    return member.bitfieldSize() > 0 ? bitfield(kind, path, member) : plain(kind, path, member);
  }

  private static FieldNumbers element(CoreKind kind, AccessPath path) {
    int type = path.last().type();
    return switch (kind) {
      case FIELD_BYTE_OFFSET -> offset(path, type);
      case FIELD_BYTE_SIZE -> number(size(path.btf(), type));
      default ->
          throw new CoreException(
              Resolution.Problem.INVALID, kind + " cannot be asked of an array element");
    };
  }

  private static FieldNumbers plain(CoreKind kind, AccessPath path, BtfType.Member member) {
    int type = path.btf().resolve(member.type());
    long bytes = size(path.btf(), type);
    return switch (kind) {
      case FIELD_BYTE_OFFSET -> offset(path, type);
      case FIELD_BYTE_SIZE -> number(bytes);
      case FIELD_SIGNED -> number(isSigned(path.btf().type(type)) ? 1 : 0);
      case FIELD_LSHIFT_U64, FIELD_RSHIFT_U64 -> number(64 - 8 * bytes);
      default -> throw new IllegalArgumentException(kind + " is not about a field's layout");
    };
  }

  /** The smallest aligned integer that contains the whole bit field is what a program reads. */
  private static FieldNumbers bitfield(CoreKind kind, AccessPath path, BtfType.Member member) {
    BtfType type = path.btf().type(path.btf().resolve(member.type()));
    long bytes = size(path.btf(), path.btf().resolve(member.type()));
    if (bytes == 0) {
      throw new CoreException(Resolution.Problem.INVALID, "a bit field of a type without size");
    }
    long bit = path.bitOffset();
    long bits = member.bitfieldSize();
    long start = bit / 8 / bytes * bytes;
    while (bit + bits - start * 8 > bytes * 8) {
      if (bytes >= 8) {
        throw new CoreException(
            Resolution.Problem.UNSUPPORTED, "a bit field that no 8 bytes contain");
      }
      bytes *= 2;
      start = bit / 8 / bytes * bytes;
    }
    return switch (kind) {
      case FIELD_BYTE_OFFSET -> unchecked(start);
      case FIELD_BYTE_SIZE -> unchecked(bytes);
      case FIELD_SIGNED -> number(isSigned(type) ? 1 : 0);
      case FIELD_LSHIFT_U64 -> unchecked(64 - (bit + bits - start * 8));
      case FIELD_RSHIFT_U64 -> number(64 - bits);
      default -> throw new IllegalArgumentException(kind + " is not about a field's layout");
    };
  }

  private static FieldNumbers offset(AccessPath path, int type) {
    Btf btf = path.btf();
    int element = btf.resolve(type);
    // Instructions move an element, however many dimensions the array has.
    for (int depth = 0; btf.type(element) instanceof BtfType.Array array; depth++) {
      if (depth == AccessPath.MAX_STEPS) {
        throw new CoreException(Resolution.Problem.TOO_COMPLEX, "arrays nested too deep");
      }
      element = btf.resolve(array.element());
    }
    int width = (int) Math.min(size(btf, element), Integer.MAX_VALUE);
    return new FieldNumbers(path.bitOffset() / 8, width, btf.type(type), true);
  }

  private static FieldNumbers number(long value) {
    return new FieldNumbers(value, 0, new BtfType.Void(), true);
  }

  private static FieldNumbers unchecked(long value) {
    return new FieldNumbers(value, 0, new BtfType.Void(), false);
  }

  private static long size(Btf btf, int type) {
    return btf.sizeOf(type)
        .orElseThrow(
            () -> new CoreException(Resolution.Problem.INVALID, "type " + type + " has no size"));
  }

  private static boolean isSigned(BtfType type) {
    return switch (type) {
      case BtfType.Int i -> i.encoding() == BtfType.Encoding.SIGNED;
      case BtfType.Enumeration e -> e.signed();
      case BtfType.Void _,
          BtfType.Float _,
          BtfType.Ptr _,
          BtfType.Array _,
          BtfType.Composite _,
          BtfType.Fwd _,
          BtfType.Modifier _,
          BtfType.Func _,
          BtfType.FuncProto _,
          BtfType.Var _,
          BtfType.DataSec _,
          BtfType.DeclTag _ ->
          false;
    };
  }

  /** Whether a load of this field's width and one of {@code other}'s give the same number. */
  boolean adaptableTo(FieldNumbers other) {
    return width == other.width
        || (type instanceof BtfType.Ptr && other.type instanceof BtfType.Ptr)
        || (isUnsigned(type) && isUnsigned(other.type));
  }

  private static boolean isUnsigned(BtfType type) {
    return type instanceof BtfType.Int i && i.encoding() != BtfType.Encoding.SIGNED;
  }
}
