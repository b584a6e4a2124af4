package io.bulwark.bpf.btf;

import static io.bulwark.bpf.btf.BtfHeader.require;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * BTF that stays bytes: one pass records where each type starts; the names of a kind are indexed
 * when one of them is first looked for. Most of a kernel's names are functions, which few need.
 */
final class RawBtf implements Btf {
  /** Longer than any name that a kernel takes (512 bytes), in bytes. */
  static final int MAX_NAME = 1024;

  private final byte[] data;
  private final BtfHeader header;
  private final @Nullable Btf base;
  private final int firstId;
  private final int firstString;
  private final int stringEnd;
  private final int[] positions;

  /** By kind number; filled when first asked for. Threads may do that twice, to the same effect. */
  private final @Nullable NameIndex[] indexes = new NameIndex[BtfKind.MAX_CODE + 1];

  private RawBtf(byte[] data, BtfHeader header, @Nullable Btf base, int[] positions) {
    this.data = data;
    this.header = header;
    this.base = base;
    this.firstId = base == null ? 1 : base.size();
    this.firstString = base == null ? 0 : base.stringSize();
    this.stringEnd = firstString + header.stringsEnd() - header.strings();
    this.positions = positions;
  }

  static RawBtf read(byte[] data, @Nullable Btf base) {
    BtfHeader header = BtfHeader.read(data, base != null);
    int[] positions = new int[(header.typesEnd() - header.types()) / TypeRecord.HEADER];
    int count = 0;
    int at = header.types();
    int end = header.typesEnd();
    while (at < end) {
      int next = TypeRecord.end(data, at, end);
      // A rest too short for a record has been refused by now, so there is room.
      positions[count++] = at;
      at = next;
    }
    return new RawBtf(data, header, base, Arrays.copyOf(positions, count));
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

  /** The string at an offset if it can be a name; many long names would share a table's bytes. */
  String name(int offset) {
    if (base instanceof RawBtf below && offset >= 0 && offset < firstString) {
      return below.name(offset);
    }
    int from = header.strings() + offset - firstString;
    require(!isLong(data, from), from, "a name of more than " + MAX_NAME + " bytes");
    return string(offset);
  }

  /** Whether no NUL ends what starts at {@code from} in time; the table ends with one. */
  private static boolean isLong(byte[] data, int from) {
    for (int at = from; at - from <= MAX_NAME; at++) {
      if (data[at] == 0) {
        return false;
      }
    }
    return true;
  }

  @Override
  public int stringSize() {
    return stringEnd;
  }

  @Override
  public int find(BtfKind kind, String name) {
    int inBase = base == null ? -1 : base.find(kind, name);
    if (inBase >= 0) {
      return inBase;
    }
    byte[] wanted = nulTerminated(name);
    for (int index : index(kind).candidates(wanted)) {
      if (matches(index, wanted, false)) {
        return firstId + index;
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

  private int[] joined(int[] inBase, IntStream own) {
    return IntStream.concat(Arrays.stream(inBase), own.map(index -> firstId + index)).toArray();
  }

  private IntStream own(BtfKind kind, String name, boolean essential) {
    byte[] wanted = nulTerminated(name);
    return Arrays.stream(index(kind).candidates(wanted))
        .filter(index -> matches(index, wanted, essential));
  }

  private static byte[] nulTerminated(String name) {
    return (name + '\0').getBytes(StandardCharsets.UTF_8);
  }

  private NameIndex index(BtfKind kind) {
    NameIndex known = indexes[kind.code()];
    if (known == null) {
      known = newIndex(kind.code());
      indexes[kind.code()] = known;
    }
    return known;
  }

  private NameIndex newIndex(int kind) {
    int[] ofKind = new int[positions.length];
    int count = 0;
    for (int i = 0; i < positions.length; i++) {
      if ((data[positions[i] + 7] & 0x1F) == kind) {
        ofKind[count++] = i;
      }
    }
    var index = new NameIndex(count);
    for (int n = 0; n < count; n++) {
      int i = ofKind[n];
      int name = nameOffset(positions[i]);
      if (name != 0 && name >= firstString) {
        index.add(i, data, header.strings() + name - firstString);
      } else if (base != null && name != 0) {
        index.add(i, nulTerminated(base.string(name)), 0);
      }
    }
    return index;
  }

  private int nameOffset(int at) {
    int name = LittleEndian.i32(data, at);
    if (name < 0 || name >= stringEnd) {
      throw new BtfFormatException(at, "the name lies outside the string table");
    }
    return name;
  }

  /** Whether the name of a type (or only its essential part) is {@code wanted}. */
  private boolean matches(int index, byte[] wanted, boolean essential) {
    int name = nameOffset(positions[index]);
    byte[] text = data;
    int from = header.strings() + name - firstString;
    if (name < firstString) {
      text = nulTerminated(string(name));
      from = 0;
    }
    int length = wanted.length - 1;
    if (length == 0
        || from + length > text.length
        || !Arrays.equals(text, from, from + length, wanted, 0, length)) {
      return false;
    }
    if (text[from + length] == 0) {
      return !essential || EssentialName.length(text, from, from + length) == length;
    }
    return essential
        && !isLong(text, from)
        && EssentialName.length(text, from, nul(text, from)) == length;
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
