package io.bulwark.verdicts.table;

import io.bulwark.bpf.object.BpfObject;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A row of the table: an object, events in order, and the verdict on each. Objects keep state from
 * one event of a row to the next, never from row to row.
 *
 * @param prepare fills maps before the first event
 */
record VerdictCase(
    String name,
    Supplier<BpfObject> object,
    Consumer<Backend> prepare,
    List<Event> events,
    List<Integer> verdicts) {
  static VerdictCase of(String name, Supplier<BpfObject> object) {
    return new VerdictCase(name, object, _ -> {}, List.of(), List.of());
  }

  VerdictCase named(String other) {
    return new VerdictCase(name + ": " + other, object, prepare, events, verdicts);
  }

  VerdictCase prepared(Consumer<Backend> by) {
    return new VerdictCase(name, object, prepare.andThen(by), events, verdicts);
  }

  /** One more event and what is wanted on it. */
  VerdictCase on(Event event, int verdict) {
    List<Event> more = new ArrayList<>(events);
    more.add(event);
    List<Integer> wanted = new ArrayList<>(verdicts);
    wanted.add(verdict);
    return new VerdictCase(name, object, prepare, more, wanted);
  }

  /** The verdicts of {@code backend} on all events. */
  List<Integer> run(Backend.Kind kind) {
    List<Integer> got = new ArrayList<>();
    try (Backend backend = kind.open().apply(object.get())) {
      prepare.accept(backend);
      for (Event event : events) {
        got.add(backend.run("check", event.bytes()));
      }
    }
    return got;
  }

  @Override
  public String toString() {
    return name;
  }
}
