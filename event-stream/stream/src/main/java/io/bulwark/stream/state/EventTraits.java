package io.bulwark.stream.state;

import io.bulwark.event.schema.EventSchema;
import io.bulwark.event.schema.EventType;
import io.bulwark.event.schema.EventType.Flag;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Per event id, what the state engine has to know, in arrays for the hot path. Never changes, so
 * that all streams of one schema share it.
 */
final class EventTraits {
  /** Events that never have a thread. */
  private static final Set<String> THREADLESS =
      Set.of(
          "container",
          "useradded",
          "userdeleted",
          "groupadded",
          "groupdeleted",
          "pluginevent",
          "asyncevent");

  /** The ids of the generic system call event are 0 and this. */
  private static final int LAST_GENERIC = 1;

  /** Exit events that use a descriptor: where it is, if not the first parameter called fd. */
  private static final Map<String, String> FD_PARAMS =
      Map.of(
          "dup", "oldfd",
          "dup2", "oldfd",
          "dup3", "oldfd",
          "sendfile", "out_fd",
          "splice", "fd_out",
          "symlinkat", "linkdirfd",
          "copy_file_range", "fdout");

  static final int USES_FD = 1;
  static final int SKIPS_RESET = 1 << 1;
  static final int THREADLESS_EVENT = 1 << 2;
  static final int NEVER_MAKES_UP_THREAD = 1 << 3;
  static final int HAS_RESULT = 1 << 4;
  static final int META_EVENT = 1 << 5;
  static final int SWITCHES = 1 << 6;
  static final int HAS_HANDLER = 1 << 7;

  /** The event only keeps parameters for its exit event. */
  static final int STORES = 1 << 8;

  /** The event may stand for any system call; a parameter says which. */
  static final int GENERIC = 1 << 9;

  static final int EXIT_EVENT = 1 << 10;

  /** Without any of these, an event says at most that its thread lives. */
  static final int NOT_PASSING = ~(META_EVENT | GENERIC | SKIPS_RESET);

  /** What the event is, as the bits above: one look says all of it. */
  final int[] bits;

  final Handler[] handler;
  final String[] name;
  final int[] fdParam;
  final int[] kind;

  /** The traits of the standard schema, made once. */
  private static final class Standard {
    static final EventTraits TRAITS = new EventTraits(EventSchema.standard());
  }

  /** The traits of {@code schema}. */
  static EventTraits of(EventSchema schema) {
    return schema == EventSchema.standard() ? Standard.TRAITS : new EventTraits(schema);
  }

  private EventTraits(EventSchema schema) {
    int n = schema.size();
    handler = new Handler[n];
    name = new String[n];
    bits = new int[n];
    fdParam = new int[n];
    kind = new int[n];
    for (EventType type : schema.types()) {
      fill(schema, type);
    }
  }

  private void fill(EventSchema schema, EventType type) {
    int i = type.id();
    EventType exit = type.isEnter() && i + 1 < schema.size() ? schema.type(i + 1) : type;
    // The enter events of execve are flagged old, and still come: their exits read them.
    boolean current = isCurrent(type) || (isCurrent(exit) && !type.is(Flag.UNUSED));
    name[i] = type.name();
    kind[i] = type.kind();
    handler[i] = current ? Handler.of(type.name(), type.isEnter()) : Handler.NONE;
    bits[i] =
        bit(USES_FD, type.is(Flag.USES_FD))
            | bit(SKIPS_RESET, type.is(Flag.SKIP_PARSE_RESET))
            | bit(THREADLESS_EVENT, type.isEnter() && THREADLESS.contains(type.name()))
            | bit(HAS_RESULT, hasResult(type))
            | bit(META_EVENT, type.is(Flag.METAEVENT))
            | bit(GENERIC, i <= LAST_GENERIC)
            | bit(EXIT_EVENT, (i & 1) == 1)
            | bits(handler[i]);
    fdParam[i] = type.isEnter() ? 0 : exitFdParam(type);
  }

  private static boolean hasResult(EventType type) {
    return !type.isEnter() && type.is(Flag.SYSCALL) && !type.name().equals("syscall");
  }

  private static int bits(Handler handler) {
    boolean stores = handler == Handler.STORE || handler == Handler.STORE_IF_NAMED;
    boolean switches = handler == Handler.SWITCH;
    boolean careful = switches || handler == Handler.EXIT || handler == Handler.CLONE;
    return bit(HAS_HANDLER, handler != Handler.NONE)
        | bit(STORES, stores)
        | bit(SWITCHES, switches)
        | bit(NEVER_MAKES_UP_THREAD, careful);
  }

  private static int bit(int bit, boolean set) {
    return set ? bit : 0;
  }

  private static boolean isCurrent(EventType type) {
    return !type.is(Flag.OLD_VERSION) && !type.is(Flag.UNUSED);
  }

  private static int exitFdParam(EventType type) {
    for (String wanted : List.of(FD_PARAMS.getOrDefault(type.name(), "fd"), "dirfd")) {
      int index = type.paramIndex(wanted);
      if (index >= 0) {
        return index;
      }
    }
    return -1;
  }
}
