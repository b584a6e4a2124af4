package io.bulwark.vm.map;

/**
 * A map from keys to values, as programs see it. Keys and values are given by their addresses,
 * which the caller has checked.
 */
public abstract sealed class KeyedMap implements BpfMap
    permits ArrayMap, HashedMap, LpmTrie, InnerMaps {
  /** Write always. */
  public static final int ANY = 0;

  /** Write only a key that is not there. */
  public static final int NOEXIST = 1;

  /** Write only a key that is there. */
  public static final int EXIST = 2;

  /** Hold the value's lock, which no map here has. */
  static final int LOCK = 4;

  private final MapParameters parameters;
  private final long handle;

  KeyedMap(MapParameters parameters, long handle) {
    this.parameters = parameters;
    this.handle = handle;
  }

  @Override
  public final MapParameters parameters() {
    return parameters;
  }

  @Override
  public final long handle() {
    return handle;
  }

  /** The address of the value of a key, on the current CPU; 0 if it is not there. */
  public abstract long lookup(long key);

  /** The same on a given CPU; 0 if there is no such CPU or key. For per-CPU maps only. */
  public long lookup(long key, int cpu) {
    return 0;
  }

  /** Copies the value at {@code value} in, on the current CPU; 0 or a negative errno. */
  public abstract int update(long key, long value, long flags);

  /** Removes a key; 0 or a negative errno. */
  public abstract int delete(long key);

  /**
   * The slot of the entry after slot {@code slot}, -1 for the first; -1 after the last. Slots are
   * stable while entries come and go.
   */
  public abstract int nextSlot(int slot);

  /** The address of the key in a slot that is in use. */
  public abstract long keyAt(int slot);

  /** The address of the value in a slot that is in use, on the current CPU. */
  public abstract long valueAt(int slot);

  /** The slot of a key; -1 if it is not there. */
  abstract int slotOf(long key);

  /** How many entries there are. */
  public abstract int count();

  /** What is wrong with update flags, negative; 0 if nothing. */
  static int flagError(long flags) {
    return (flags & ~LOCK) > EXIST || flags < 0 ? -Errno.EINVAL : 0;
  }

  @Override
  public String toString() {
    return "map `" + parameters.name() + "`";
  }
}
