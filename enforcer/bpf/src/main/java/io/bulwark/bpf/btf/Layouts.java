package io.bulwark.bpf.btf;

import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Questions about types that follow references; all of them end on cyclic and hostile input. */
final class Layouts {
  /** As deep as the kernel itself follows references of types to each other. */
  static final int MAX_DEPTH = 32;

  private static final long MAX_SIZE = 0xFFFF_FFFFL;

  private Layouts() {}

  static int resolve(Btf btf, int id) {
    int current = id;
    for (int depth = 0; depth <= MAX_DEPTH; depth++) {
      if (!(btf.type(current) instanceof BtfType.Modifier modifier)) {
        return current;
      }
      current = modifier.type();
    }
    throw tooDeep(btf, id);
  }

  static OptionalLong sizeOf(Btf btf, int id) {
    int current = id;
    long count = 1;
    for (int depth = 0; depth <= MAX_DEPTH; depth++) {
      BtfType type = btf.type(current);
      switch (type) {
        case BtfType.Int t -> {
          return bytes(count, t.size());
        }
        case BtfType.Composite t -> {
          return bytes(count, t.size());
        }
        case BtfType.Enumeration t -> {
          return bytes(count, t.size());
        }
        case BtfType.Float t -> {
          return bytes(count, t.size());
        }
        case BtfType.DataSec t -> {
          return bytes(count, t.size());
        }
        case BtfType.Ptr _ -> {
          return bytes(count, Btf.POINTER_SIZE);
        }
        case BtfType.Void _, BtfType.Fwd _, BtfType.Func _, BtfType.FuncProto _ -> {
          return OptionalLong.empty();
        }
        case BtfType.Array t -> {
          // The element's size may still be 0, so a product may only be refused when it is known.
          count = Math.min(saturatedProduct(count, t.count()), MAX_SIZE + 1);
          current = t.element();
        }
        case BtfType.Modifier t -> current = t.type();
        case BtfType.Var t -> current = t.type();
        case BtfType.DeclTag t -> current = t.type();
      }
    }
    throw tooDeep(btf, id);
  }

  private static OptionalLong bytes(long count, int size) {
    long bytes = saturatedProduct(count, size);
    return bytes > MAX_SIZE ? OptionalLong.empty() : OptionalLong.of(bytes);
  }

  private static long saturatedProduct(long a, long b) {
    long high = Math.multiplyHigh(a, b);
    long low = a * b;
    return high != 0 || low < 0 ? Long.MAX_VALUE : low;
  }

  static Optional<FoundMember> member(Btf btf, int id, String name) {
    return search(btf, id, 0, name, new HashSet<>(), 0);
  }

  /**
   * {@code seen} holds the anonymous types searched in vain: a second look finds nothing either,
   * and without it nested pairs of anonymous members cost time exponential in their depth.
   */
  private static Optional<FoundMember> search(
      Btf btf, int id, long bitOffset, String name, Set<Integer> seen, int depth) {
    int composite = resolve(btf, id);
    if (depth > MAX_DEPTH
        || !(btf.type(composite) instanceof BtfType.Composite type)
        || !seen.add(composite)) {
      return Optional.empty();
    }
    for (BtfType.Member member : type.members()) {
      long offset = bitOffset + member.bitOffset();
      if (offset > Integer.MAX_VALUE) {
        throw new BtfFormatException(btf.position(composite), "member offset beyond 2^31 bits");
      }
      if (member.name().isEmpty()) {
        Optional<FoundMember> found = search(btf, member.type(), offset, name, seen, depth + 1);
        if (found.isPresent()) {
          return found;
        }
      } else if (member.name().equals(name)) {
        return Optional.of(new FoundMember(member.type(), (int) offset, member.bitfieldSize()));
      }
    }
    return Optional.empty();
  }

  private static BtfFormatException tooDeep(Btf btf, int id) {
    return new BtfFormatException(
        btf.position(id), "type " + id + " refers through more than " + MAX_DEPTH + " types");
  }
}
