package io.bulwark.stream.convert;

import io.bulwark.stream.record.EventRecord;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The last stored enter event of each thread, until its exit event takes parameters from it.
 *
 * <p>Open addressing on the thread id; entries are reused, so a steady stream allocates nothing.
 * Both the number of threads and the bytes kept are bounded: past a bound everything is forgotten
 * and exits fall back to made-up parameters, as they do when a capture dropped the enter event.
 */
final class EnterStore {
  /** Threads remembered at most. */
  static final int MAX_THREADS = 1 << 17;

  /** Bytes remembered at most. */
  static final int MAX_BYTES = 64 << 20;

  /** One stored event. Its bytes stay valid until the same thread stores another. */
  static final class Entry {
    private long tid;
    private int type = -1;
    private int count;
    private byte[] data = {};
    private int[] offsets = {};
    private int[] lengths = {};

    int type() {
      return type;
    }

    int count() {
      return count;
    }

    byte[] data() {
      return data;
    }

    int offset(int param) {
      return offsets[param];
    }

    int length(int param) {
      return lengths[param];
    }

    /** Forgets the event but keeps the arrays; bytes already pointed at stay readable. */
    void clear() {
      type = -1;
    }
  }

  private @Nullable Entry[] table = new Entry[256];
  private int used;
  private long bytes;
  private long resets;

  /** The stored event of {@code tid}, or null. */
  @Nullable Entry find(long tid) {
    int mask = table.length - 1;
    for (int i = slot(tid, mask); ; i = (i + 1) & mask) {
      Entry entry = table[i];
      if (entry == null) {
        return null;
      }
      if (entry.tid == tid) {
        return entry.type < 0 ? null : entry;
      }
    }
  }

  /** Copies {@code event} in the place of its thread's previous one. */
  void store(EventRecord event) {
    Entry entry = entry(event.tid());
    int total = 0;
    int count = event.paramCount();
    for (int i = 0; i < count; i++) {
      total += event.length(i);
    }
    if (entry.data.length < total) {
      int size = Math.max(64, Integer.highestOneBit(Math.max(1, total - 1)) << 1);
      bytes += size - entry.data.length;
      entry.data = new byte[size];
    }
    if (entry.offsets.length < count) {
      entry.offsets = new int[count];
      entry.lengths = new int[count];
    }
    int at = 0;
    for (int i = 0; i < count; i++) {
      int length = event.length(i);
      System.arraycopy(event.array(i), event.offset(i), entry.data, at, length);
      entry.offsets[i] = at;
      entry.lengths[i] = length;
      at += length;
    }
    entry.type = event.type();
    entry.count = count;
  }

  /** How often a bound was hit and everything forgotten. */
  long resets() {
    return resets;
  }

  /** Forgets everything: a new section begins. */
  void clear() {
    Arrays.fill(table, null);
    used = 0;
    bytes = 0;
  }

  private Entry entry(long tid) {
    if (used >= MAX_THREADS || bytes > MAX_BYTES) {
      clear();
      resets++;
    }
    if (used * 2 >= table.length) {
      grow();
    }
    int mask = table.length - 1;
    int i = slot(tid, mask);
    for (Entry found = table[i]; found != null; found = table[i]) {
      if (found.tid == tid) {
        return found;
      }
      i = (i + 1) & mask;
    }
    Entry entry = new Entry();
    entry.tid = tid;
    table[i] = entry;
    used++;
    return entry;
  }

  private void grow() {
    @Nullable Entry[] old = table;
    table = new Entry[old.length * 2];
    int mask = table.length - 1;
    for (Entry entry : old) {
      if (entry != null) {
        int i = slot(entry.tid, mask);
        while (table[i] != null) {
          i = (i + 1) & mask;
        }
        table[i] = entry;
      }
    }
  }

  private static int slot(long tid, int mask) {
    long hash = tid * 0x9E37_79B9_7F4A_7C15L;
    return (int) (hash >>> 40) & mask;
  }
}
