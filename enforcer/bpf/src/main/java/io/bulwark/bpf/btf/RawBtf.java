package io.bulwark.bpf.btf;

import static io.bulwark.bpf.btf.BtfHeader.require;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** BTF that stays bytes: one pass records where each type starts and what it is called. */
final class RawBtf implements Btf {
  private final byte[] data;
  private final BtfHeader header;
  private final @Nullable Btf base;
  private final int firstId;
  private final int firstString;
  private final int[] positions;
  private final NameIndex names;

  private RawBtf(
      byte[] data, BtfHeader header, @Nullable Btf base, int[] positions, NameIndex names) {
    this.data = data;
    this.header = header;
    this.base = base;
    this.firstId = base == null ? 1 : base.size();
    this.firstString = base == null ? 0 : base.stringSize();
    this.positions = positions;
    this.names = names;
  }

  static RawBtf read(byte[] data, @Nullable Btf base) {
    BtfHeader header = BtfHeader.read(data, base != null);
    int firstString = base == null ? 0 : base.stringSize();
    int mostTypes = (header.typesEnd() - header.types()) / TypeRecord.HEADER;
    int[] positions = new int[mostTypes];
    var names = new NameIndex(mostTypes + 1);
    int count = 0;
    int at = header.types();
    while (at < header.typesEnd()) {
      int end = TypeRecord.end(data, at, header.typesEnd());
      positions[count++] = at;
      int name = LittleEndian.i32(data, at);
      if (name != 0) {
        int own = name - firstString;
        require(
            name > 0 && own < header.stringsEnd() - header.strings(),
            at,
            "the name lies outside the string table");
        if (own >= 0) {
          int from = header.strings() + own;
          names.add(count, TypeRecord.kind(data, at), data, from, nul(data, from));
        } else {
          byte[] text = Objects.requireNonNull(base).string(name).getBytes(StandardCharsets.UTF_8);
          names.add(count, TypeRecord.kind(data, at), text, 0, text.length);
        }
      }
      at = end;
    }
    return new RawBtf(data, header, base, Arrays.copyOf(positions, count), names);
  }

  /** The string table ends with NUL, so there is one. */
  private static int nul(byte[] data, int from) {
    int at = from;
    while (data[at] != 0) {
      at++;
    }
    return at;
  }

  @Override
  public @Nullable Btf base() {
    return base;
  }

  @Override
  public int firstId() {
    return firstId;
  }

  @Override
  public int size() {
    return firstId + positions.length;
  }

  @Override
  public BtfType type(int id) {
    Objects.checkIndex(id, size());
    if (id < firstId) {
      return base == null ? new BtfType.Void() : base.type(id);
    }
    return TypeDecoder.decode(this, data, positions[id - firstId]);
  }

  @Override
  public String string(int offset) {
    if (base != null && offset >= 0 && offset < firstString) {
      return base.string(offset);
    }
    int own = offset - firstString;
    int size = header.stringsEnd() - header.strings();
    require(
        offset >= 0 && own < size,
        header.stringsEnd(),
        "string " + Integer.toUnsignedString(offset) + " lies outside the string table");
    int from = header.strings() + own;
    return new String(data, from, nul(data, from) - from, StandardCharsets.UTF_8);
  }

  @Override
  public int stringSize() {
    return firstString + header.stringsEnd() - header.strings();
  }

  @Override
  public int find(BtfKind kind, String name) {
    int inBase = base == null ? -1 : base.find(kind, name);
    if (inBase >= 0) {
      return inBase;
    }
    byte[] wanted = name.getBytes(StandardCharsets.UTF_8);
    for (int index : names.candidates(kind.code(), wanted)) {
      if (matches(index, kind, wanted, false)) {
        return firstId + index - 1;
      }
    }
    return -1;
  }

  @Override
  public int[] findAll(BtfKind kind, String name) {
    int[] inBase = base == null ? new int[0] : base.findAll(kind, name);
    return joined(inBase, own(kind, name, false));
  }

  @Override
  public int[] candidates(BtfKind kind, String essentialName) {
    int[] inBase = base == null ? new int[0] : base.candidates(kind, essentialName);
    return joined(inBase, own(kind, essentialName, true));
  }

  private IntStream own(BtfKind kind, String name, boolean essential) {
    byte[] wanted = name.getBytes(StandardCharsets.UTF_8);
    return Arrays.stream(names.candidates(kind.code(), wanted))
        .filter(index -> matches(index, kind, wanted, essential));
  }

  private int[] joined(int[] inBase, IntStream own) {
    return IntStream.concat(Arrays.stream(inBase), own.map(index -> firstId + index - 1)).toArray();
  }

  /** Whether the type has this kind and its name (or only its essential part) is {@code wanted}. */
  private boolean matches(int index, BtfKind kind, byte[] wanted, boolean essential) {
    int at = positions[index - 1];
    int name = LittleEndian.i32(data, at);
    if (name == 0 || TypeRecord.kind(data, at) != kind.code()) {
      return false;
    }
    byte[] text = data;
    int from = header.strings() + name - firstString;
    if (name < firstString) {
      text = string(name).getBytes(StandardCharsets.UTF_8);
      from = 0;
    }
    int to = text == data ? nul(data, from) : text.length;
    int length = essential ? EssentialName.length(text, from, to) : to - from;
    return Arrays.equals(text, from, from + length, wanted, 0, wanted.length);
  }

  @Override
  public long position(int id) {
    Objects.checkIndex(id, size());
    if (id < firstId) {
      return base == null ? 0 : base.position(id);
    }
    return positions[id - firstId];
  }

  @Override
  public byte[] toBytes() {
    return data.clone();
  }
}
