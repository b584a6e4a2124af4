package io.bulwark.stream.record;

import io.bulwark.event.access.SyscallEvent;

/**
 * The current event: header values and its parameters in place, re-pointed for every event.
 *
 * <p>A parameter is a run of bytes in some array: the read buffer for those the capture holds, a
 * scratch array for those that conversion from an old version made up. All integers are
 * little-endian. Single-threaded.
 */
public final class EventRecord implements SyscallEvent {
  /** Parameters an event can have (the current maximum is 32). */
  public static final int MAX_PARAMS = 64;

  private static final byte[] NONE = {};

  private final byte[][] arrays = new byte[MAX_PARAMS][];
  private final int[] offsets = new int[MAX_PARAMS];
  private final int[] lengths = new int[MAX_PARAMS];
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
    return arrays[index];
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
    return arrays[index][offsets[index]] & 0xff;
  }

  public int u16(int index) {
    return LittleEndian.u16(arrays[index], offsets[index]);
  }

  public int i32(int index) {
    return LittleEndian.i32(arrays[index], offsets[index]);
  }

  public long u32(int index) {
    return LittleEndian.i32(arrays[index], offsets[index]) & 0xffff_ffffL;
  }

  public long i64(int index) {
    return LittleEndian.i64(arrays[index], offsets[index]);
  }
}
