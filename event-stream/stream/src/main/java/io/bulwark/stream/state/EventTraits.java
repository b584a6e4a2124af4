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

  final Handler[] handler;
  final String[] name;
  final boolean[] usesFd;
  final boolean[] skipsReset;
  final boolean[] threadless;
  final boolean[] neverMakesUpThread;
  final boolean[] hasResult;
  final boolean[] metaEvent;
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
    usesFd = new boolean[n];
    skipsReset = new boolean[n];
    threadless = new boolean[n];
    neverMakesUpThread = new boolean[n];
    hasResult = new boolean[n];
    metaEvent = new boolean[n];
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
    usesFd[i] = type.is(Flag.USES_FD);
    skipsReset[i] = type.is(Flag.SKIP_PARSE_RESET);
    threadless[i] = type.isEnter() && THREADLESS.contains(type.name());
    neverMakesUpThread[i] =
        handler[i] == Handler.EXIT || handler[i] == Handler.SWITCH || handler[i] == Handler.CLONE;
    hasResult[i] = !type.isEnter() && type.is(Flag.SYSCALL) && !type.name().equals("syscall");
    metaEvent[i] = type.is(Flag.METAEVENT);
    fdParam[i] = type.isEnter() ? 0 : exitFdParam(type);
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
