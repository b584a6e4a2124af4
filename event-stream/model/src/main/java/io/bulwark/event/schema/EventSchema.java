package io.bulwark.event.schema;

import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The event table, the syscall names behind generic events, and the kinds both define.
 *
 * <p>A <em>kind</em> is a dense code, one for each distinct text that {@code evt.type} can have:
 * all versions and both directions of {@code open} share one, and so does each syscall that only
 * generic events report.
 */
public final class EventSchema {
  private final List<EventType> types;
  private final List<String> syscalls;
  private final Map<String, Integer> kinds;
  private final String[] kindNames;
  private final int[] kindOfSyscall;
  private final Map<String, FlagTable> flagTables;

  /**
   * @param types by id, without gaps
   * @param syscalls names by generic syscall id; an empty name for an unused id
   * @param kinds code of every name, dense from 0
   * @param flagTables by name
   */
  EventSchema(
      List<EventType> types,
      List<String> syscalls,
      Map<String, Integer> kinds,
      Map<String, FlagTable> flagTables) {
    this.flagTables = Map.copyOf(flagTables);
    this.types = List.copyOf(types);
    this.syscalls = List.copyOf(syscalls);
    this.kinds = Collections.unmodifiableMap(new LinkedHashMap<>(kinds));
    kindNames = new String[kinds.size()];
    kinds.forEach((name, code) -> kindNames[code] = name);
    kindOfSyscall = new int[syscalls.size()];
    Map<String, Integer> byName = new HashMap<>(kinds);
    for (int i = 0; i < kindOfSyscall.length; i++) {
      kindOfSyscall[i] = byName.getOrDefault(syscalls.get(i), -1);
    }
  }

  /** The schema this build ships, read from the data files beside this class. */
  public static EventSchema standard() {
    return Standard.SCHEMA;
  }

  /** Read when first asked for, and then shared: it never changes. */
  private static final class Standard {
    static final EventSchema SCHEMA = EventSchemaFile.load();
  }

  /** Number of event ids; ids at or above it are from a newer writer and are skipped. */
  public int size() {
    return types.size();
  }

  /** The event type with this id, 0 ≤ id &lt; {@link #size()}. */
  public EventType type(int id) {
    return types.get(id);
  }

  public List<EventType> types() {
    return types;
  }

  /** The code of an {@code evt.type} text, or -1 if no event has that name. */
  public int kind(String name) {
    return kinds.getOrDefault(name, -1);
  }

  public String kindName(int kind) {
    return kindNames[kind];
  }

  /** Number of kinds. */
  public int kindCount() {
    return kindNames.length;
  }

  /** All names {@code evt.type} can have, by code. */
  public List<String> kindNames() {
    return List.of(kindNames);
  }

  /** All syscall names, by generic syscall id; an empty name for an unused id. */
  public List<String> syscallNames() {
    return syscalls;
  }

  /** Name of a syscall by the generic event's id; {@code unknown} outside the table. */
  public String syscallName(int id) {
    return id >= 0 && id < syscalls.size() ? syscalls.get(id) : "unknown";
  }

  /** The flag or enum table called {@code name} ({@link Param#table()}), if there is one. */
  public Optional<FlagTable> flagTable(String name) {
    return Optional.ofNullable(flagTables.get(name));
  }

  /** Kind of a generic event for this syscall id, or -1. */
  public int kindOfSyscall(int id) {
    return id >= 0 && id < kindOfSyscall.length ? kindOfSyscall[id] : -1;
  }
}
