package io.bulwark.event.schema;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * One entry of the event table.
 *
 * @param id event id; even ids are enter events, odd ids exit events
 * @param name what {@code evt.type} says (generic events say the syscall's name instead)
 * @param kind dense code of {@code name}, see {@link EventSchema#kind}
 * @param category syscall category, lower case ({@code file}, {@code net}, …)
 * @param flags see {@link Flag}
 * @param params in wire order
 */
public record EventType(
    int id, String name, int kind, String category, Set<Flag> flags, List<Param> params) {
  /** Properties of an event type that the stream acts on. */
  public enum Flag {
    CREATES_FD,
    DESTROYS_FD,
    USES_FD,
    READS_FROM_FD,
    WRITES_TO_FD,
    MODIFIES_STATE,
    UNUSED,
    WAITS,
    SKIP_PARSE_RESET,
    OLD_VERSION,
    LARGE_PAYLOAD,
    CONVERTER_MANAGED,
    /**
     * The event is of category syscall (not a tracepoint, plugin, meta-event or iterator record).
     */
    SYSCALL,
    TRACEPOINT,
    PLUGIN,
    METAEVENT,
    ITER,
    /** Made by the libraries, never by a driver. */
    INTERNAL
  }

  public EventType {
    EnumSet<Flag> bits = EnumSet.noneOf(Flag.class);
    bits.addAll(flags);
    flags = Collections.unmodifiableSet(bits);
    params = List.copyOf(params);
  }

  public boolean isEnter() {
    return (id & 1) == 0;
  }

  public boolean is(Flag flag) {
    return flags.contains(flag);
  }

  /** Index of the parameter called {@code name}, or -1. */
  public int paramIndex(String name) {
    for (int i = 0; i < params.size(); i++) {
      if (params.get(i).name().equals(name)) {
        return i;
      }
    }
    return -1;
  }
}
