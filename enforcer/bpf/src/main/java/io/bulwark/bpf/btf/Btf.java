package io.bulwark.bpf.btf;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * An immutable table of types and strings. It stays bytes, whether it was read or {@linkplain
 * BtfBuilder built} here, and decodes a type when asked for it. Ids run from 0, which is void, to
 * {@code size() - 1}.
 *
 * <p>Reading checks that every record lies within the data; its name and what it refers to are
 * checked when it is asked for. So every method here may throw {@link BtfFormatException} on
 * damaged data, and none of them throws anything else, hangs, or takes more memory than a small
 * multiple of the data.
 *
 * <p>A <em>split</em> table (that of a kernel module) continues the ids and strings of its base; it
 * answers for both.
 */
public sealed interface Btf permits RawBtf {

  /** Bytes of a pointer on every machine that BPF programs are compiled for here. */
  int POINTER_SIZE = 8;

  /** The path where the kernel shows its own types. */
  Path VMLINUX = Path.of("/sys/kernel/btf/vmlinux");

  /**
   * Reads BTF; the array is kept, not copied, and must not change afterwards.
   *
   * @throws BtfFormatException if these bytes are no BTF
   */
  static Btf read(byte[] bytes) {
    return RawBtf.read(bytes, null);
  }

  /** Reads BTF from a copy of {@code bytes}; see {@link #read(byte[])}. */
  static Btf read(MemorySegment bytes) {
    return read(bytes.toArray(ValueLayout.JAVA_BYTE));
  }

  /**
   * Reads split BTF, whose ids and strings continue those of {@code base}.
   *
   * @throws BtfFormatException if these bytes are no BTF
   */
  static Btf readSplit(byte[] bytes, Btf base) {
    return RawBtf.read(bytes, base);
  }

  /**
   * Reads a file of raw BTF, such as {@link #VMLINUX}. The file is read, not mapped: older kernels
   * refuse to map it.
   *
   * @throws IOException if the file cannot be read
   * @throws BtfFormatException if it is no BTF
   */
  static Btf file(Path path) throws IOException {
    return read(SysFile.read(path));
  }

  /** The table that this one continues; {@code null} for one that stands alone. */
  @Nullable Btf base();

  /** The lowest id defined by this table itself: 1, or the size of its base. */
  int firstId();

  /** Number of ids, void and the base's included. */
  int size();

  /**
   * The type with this id; id 0 is {@link BtfType.Void}.
   *
   * @throws IndexOutOfBoundsException if {@code id} is not below {@link #size()}
   */
  BtfType type(int id);

  /**
   * The string at an offset of the string table.
   *
   * @throws BtfFormatException if there is none
   */
  String string(int offset);

  /** Bytes of the string table, the base's included. */
  int stringSize();

  /** The lowest id of this kind with this name, or -1. */
  int find(BtfKind kind, String name);

  /** All ids of this kind with this name, ascending. */
  int[] findAll(BtfKind kind, String name);

  /**
   * All ids of this kind whose {@linkplain EssentialName essential name} is {@code essentialName},
   * ascending.
   */
  int[] candidates(BtfKind kind, String essentialName);

  /** Where the record of a type starts in {@link #toBytes()} of the table that defines it. */
  long position(int id);

  /** This table as bytes, without its base. */
  byte[] toBytes();

  /** What {@code id} is behind typedefs, qualifiers and type tags. */
  default int resolve(int id) {
    return Layouts.resolve(this, id);
  }

  /**
   * Bytes of a value of this type: seen through modifiers, variables and array dimensions. Empty
   * for what has no size (void, functions, forward declarations) and for sizes of 2³² and more.
   */
  default OptionalLong sizeOf(int id) {
    return Layouts.sizeOf(this, id);
  }

  /**
   * Finds a member by name in the struct or union {@code id} (typedefs and qualifiers are looked
   * through), also within its anonymous structs and unions.
   */
  default Optional<FoundMember> member(int id, String name) {
    return Layouts.member(this, id, name);
  }
}
