package io.bulwark.stream.convert;

import io.bulwark.event.schema.EventSchema;
import io.bulwark.stream.convert.ConversionTable.Need;
import io.bulwark.stream.record.EventRecord;

/**
 * Brings events of old schema versions to the current one, in place.
 *
 * <p>Parameters are never copied: the record is re-pointed at bytes of the capture, of the stored
 * enter event, or of a constant. Behaviour was compared with libs 48dfd53; one difference: an exit
 * whose stored enter event is of another type falls back to made-up parameters, where libs ends the
 * replay.
 */
public final class EventConverter {
  /** What to do with the event after conversion. */
  public enum Outcome {
    /** Nothing more: it was unused, old, or only kept for its exit event. */
    SKIP,
    /** It is current: give it to the state engine. */
    DELIVER,
    /** The table has no way for it: skip it and count it. */
    UNKNOWN
  }

  /** Conversions of one event at most; a longer chain is a mistake of the table. */
  private static final int MAX_STEPS = 50;

  private final ConversionTable table;
  private final EnterStore enters = new EnterStore();

  private final byte[][] arrays = new byte[EventRecord.MAX_PARAMS][];
  private final int[] offsets = new int[EventRecord.MAX_PARAMS];
  private final int[] lengths = new int[EventRecord.MAX_PARAMS];

  public EventConverter(EventSchema schema) {
    table = ConversionTable.of(schema);
  }

  /** Forgets stored enter events: a new section of a concatenated capture begins. */
  public void reset() {
    enters.clear();
  }

  /** Converts {@code event} in place as often as needed. Does not allocate in a steady stream. */
  public Outcome convert(EventRecord event) {
    return table.isCurrent(event.type(), event.paramCount()) ? Outcome.DELIVER : convertOld(event);
  }

  private Outcome convertOld(EventRecord event) {
    for (int step = 0; step < MAX_STEPS; step++) {
      int type = event.type();
      int expected = table.expected(type);
      if (event.paramCount() > expected) {
        event.setParamCount(expected);
      }
      Need need = table.need(type);
      if (need == Need.NEVER || (need == Need.IF_SHORT && event.paramCount() == expected)) {
        return Outcome.DELIVER;
      }
      if (need == Need.DROP) {
        return Outcome.SKIP;
      }
      Conversion conversion = table.find(type, event.paramCount());
      if (conversion == null) {
        return Outcome.UNKNOWN;
      }
      switch (conversion.action()) {
        case STORE -> {
          enters.store(event);
          return Outcome.SKIP;
        }
        case STORE_AND_PASS -> {
          enters.store(event);
          return Outcome.DELIVER;
        }
        case PASS -> {
          return Outcome.DELIVER;
        }
        case ADD -> apply(event, conversion, type, event.paramCount());
        case CHANGE -> apply(event, conversion, conversion.newType(), 0);
      }
    }
    return Outcome.UNKNOWN;
  }

  private void apply(EventRecord event, Conversion conversion, int newType, int first) {
    EnterStore.Entry enter = enters.find(event.tid());
    if (enter != null && enter.type() != event.type() - 1) {
      enter = null;
    }
    boolean usedEnter = false;
    int count = conversion.size();
    for (int i = 0; i < count; i++) {
      Conversion.Instruction instruction = conversion.instruction(i);
      int param = instruction.param();
      switch (instruction.source()) {
        case OLD -> {
          if (param < event.paramCount()) {
            point(i, event.array(param), event.offset(param), event.length(param));
          } else {
            point(i, MadeUp.EMPTY);
          }
        }
        case ENTER -> {
          if (enter != null && param < enter.count()) {
            point(i, enter.data(), enter.offset(param), enter.length(param));
            usedEnter = true;
          } else {
            point(i, instruction.fallback());
          }
        }
        case DEFAULT, EMPTY -> point(i, instruction.fallback());
        case JSON -> {
          byte[] json = ContainerJson.of(event);
          point(i, json, 0, json.length);
        }
      }
    }
    for (int i = 0; i < count; i++) {
      event.setParam(first + i, arrays[i], offsets[i], lengths[i]);
    }
    event.setParamCount(first + count);
    event.setType(newType);
    if (usedEnter && enter != null) {
      enter.clear();
    }
  }

  private void point(int i, MadeUp value) {
    point(i, value.bytes(), 0, value.length());
  }

  private void point(int i, byte[] array, int offset, int length) {
    arrays[i] = array;
    offsets[i] = offset;
    lengths[i] = length;
  }
}
