package io.bulwark.stream.state;

import io.bulwark.stream.record.EventRecord;

/**
 * A thread's enter event, kept for its exit: programs can change the memory behind a path between
 * the two, and the enter event has what the kernel was asked for.
 */
final class StoredEvent {
  /** Longer events are not kept. */
  private static final int LIMIT = 1 << 16;

  private byte[] data = new byte[64];
  private int[] offsets = new int[4];
  private int[] lengths = new int[4];
  private int count;
  private int type = -1;

  StoredEvent() {}

  int type() {
    return type;
  }

  void clear() {
    type = -1;
  }

  boolean store(EventRecord event) {
    int total = 0;
    int params = event.paramCount();
    for (int i = 0; i < params; i++) {
      total += event.length(i);
    }
    if (total > LIMIT) {
      type = -1;
      return false;
    }
    if (data.length < total) {
      data = new byte[total];
    }
    if (offsets.length < params) {
      offsets = new int[params];
      lengths = new int[params];
    }
    int at = 0;
    for (int i = 0; i < params; i++) {
      System.arraycopy(event.array(i), event.offset(i), data, at, event.length(i));
      offsets[i] = at;
      lengths[i] = event.length(i);
      at += event.length(i);
    }
    count = params;
    type = event.type();
    return true;
  }

  byte[] data() {
    return data;
  }

  int offset(int param) {
    return offsets[param];
  }

  /** 0 for a parameter that is missing. */
  int length(int param) {
    return param < count ? lengths[param] : 0;
  }
}
