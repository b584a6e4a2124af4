package io.bulwark.stream.record;

import io.bulwark.event.access.SyscallEvent;

/**
 * The current event: header values and its parameters in place, re-pointed for every event.
 *
 * <p>A parameter is a run of bytes in some array: the read buffer, common to all those the capture
 * holds, or another array for those that conversion from an old version made up. All integers are
 * little-endian. Single-threaded.
 */
public final class EventRecord implements SyscallEvent {
  /** Parameters an event can have (the current maximum is 32). */
  public static final int MAX_PARAMS = 64;

  private static final byte[] NONE = {};

  /** Where the parameters are whose bit in {@link #elsewhere} is set; the others are in common. */
  private final byte[][] arrays = new byte[MAX_PARAMS][];

  private final int[] offsets = new int[MAX_PARAMS];
  private final int[] lengths = new int[MAX_PARAMS];
  private byte[] common = NONE;
  private long elsewhere;
  private int paramCount;
  private long number;
  private long timestamp;
  private long tid;
  private int cpu;
  private int flags;
  private int type;
  private int kind;

  /** An empty record, to be pointed at events. */
  public EventRecord() {
    java.util.Arrays.fill(arrays, NONE);
  }

  /** Starts a new event without parameters. */
  public void header(long timestamp, long tid, int cpu, int flags, int type) {
    this.timestamp = timestamp;
    this.tid = tid;
    this.cpu = cpu;
    this.flags = flags;
    this.type = type;
    paramCount = 0;
    elsewhere = 0;
  }

  /**
   * Starts a new event that lies in {@code array}: time, thread, length and type at {@code header},
   * then the lengths of its parameters, then their values. Parameters beyond {@link #MAX_PARAMS}
   * are ignored.
   *
   * @param lengths where the lengths start
   * @param count how many there are
   * @param lengthSize bytes of a length, 2 or 4
   * @param end where the values have to end at the latest
   * @return false if they do not; the record is then of no use until the next event
   */
  public boolean read(byte[] array, int header, int lengths, int count, int lengthSize, int end) {
    int value = lengths + count * lengthSize;
    int known = Math.min(count, MAX_PARAMS);
    int[] starts = offsets;
    int[] sizes = this.lengths;
    for (int i = 0, at = lengths; i < known; i++, at += lengthSize) {
      int length = lengthSize == 2 ? LittleEndian.u16(array, at) : LittleEndian.i32(array, at);
      if (length < 0 || length > end - value) {
        return false;
      }
      starts[i] = value;
      sizes[i] = length;
      value += length;
    }
    timestamp = LittleEndian.i64(array, header);
    tid = LittleEndian.i64(array, header + 8);
    type = LittleEndian.u16(array, header + 20);
    common = array;
    elsewhere = 0;
    paramCount = known;
    return true;
  }

  /** Says on which processor the event was recorded, and the recorder's flags. */
  public void setOrigin(int cpu, int flags) {
    this.cpu = cpu;
    this.flags = flags;
  }

  public void setType(int type) {
    this.type = type;
  }

  public void setKind(int kind) {
    this.kind = kind;
  }

  public void setNumber(long number) {
    this.number = number;
  }

  public void setParamCount(int count) {
    paramCount = count;
  }

  /** Points parameter {@code index} at bytes of {@code array}. */
  public void setParam(int index, byte[] array, int offset, int length) {
    arrays[index] = array;
    elsewhere |= 1L << index;
    offsets[index] = offset;
    lengths[index] = length;
  }

  @Override
  public long number() {
    return number;
  }

  @Override
  public long timestamp() {
    return timestamp;
  }

  @Override
  public long tid() {
    return tid;
  }

  @Override
  public int type() {
    return type;
  }

  @Override
  public int kind() {
    return kind;
  }

  @Override
  public String source() {
    return "syscall";
  }

  public int cpu() {
    return cpu;
  }

  public int flags() {
    return flags;
  }

  public boolean isEnter() {
    return (type & 1) == 0;
  }

  public int paramCount() {
    return paramCount;
  }

  /** The array that holds parameter {@code index}. */
  public byte[] array(int index) {
    return (elsewhere & 1L << index) == 0 ? common : arrays[index];
  }

  public int offset(int index) {
    return offsets[index];
  }

  /** Length in bytes; 0 means an empty parameter, which reads as missing or {@code <NA>}. */
  public int length(int index) {
    return lengths[index];
  }

  /** Whether the parameter exists and has bytes. */
  public boolean has(int index) {
    return index < paramCount && lengths[index] > 0;
  }

  public int u8(int index) {
    return array(index)[offsets[index]] & 0xff;
  }

  public int u16(int index) {
    return LittleEndian.u16(array(index), offsets[index]);
  }

  public int i32(int index) {
    return LittleEndian.i32(array(index), offsets[index]);
  }

  public long u32(int index) {
    return LittleEndian.i32(array(index), offsets[index]) & 0xffff_ffffL;
  }

  public long i64(int index) {
    return LittleEndian.i64(array(index), offsets[index]);
  }
}
