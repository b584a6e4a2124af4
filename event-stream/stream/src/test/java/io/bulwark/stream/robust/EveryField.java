package io.bulwark.stream.robust;

import io.bulwark.event.access.AddressListReader;
import io.bulwark.event.access.AddressReader;
import io.bulwark.event.access.FieldReader;
import io.bulwark.event.access.LongListReader;
import io.bulwark.event.access.LongReader;
import io.bulwark.event.access.SyscallEvent;
import io.bulwark.event.access.TextListReader;
import io.bulwark.event.access.TextReader;
import io.bulwark.event.field.FieldCatalogue;
import io.bulwark.event.field.FieldDef;
import io.bulwark.event.field.FieldRef;
import io.bulwark.event.field.FieldResolution;
import io.bulwark.event.field.FieldResolver;
import io.bulwark.event.schema.EventSchema;
import io.bulwark.event.value.ByteSlice;
import io.bulwark.stream.ReplayOptions;
import io.bulwark.stream.ReplaySource;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Replays bytes with every field of the catalogue, and reads them all on every event. Several
 * threads may replay at once.
 */
final class EveryField {
  private static final List<String> ARGUMENTS = List.of("0", "1", "PATH", "fd");

  private final EventSchema schema = EventSchema.standard();
  private final List<FieldRef> fields = new ArrayList<>();

  EveryField() {
    FieldResolver resolver = FieldResolver.standard();
    for (FieldDef def : FieldCatalogue.standard().all()) {
      add(resolver.resolve(def.name(), Optional.empty()));
      for (String argument : ARGUMENTS) {
        add(resolver.resolve(def.name(), Optional.of(argument)));
      }
      if (def.is(FieldDef.Trait.DOTTED)) {
        for (String word : List.of("name", "flags", "res", "src", "1")) {
          add(resolver.resolve(def.name() + "." + word, Optional.empty()));
        }
      }
    }
    Set<String> params = new TreeSet<>();
    schema.types().forEach(t -> t.params().forEach(p -> params.add(p.name())));
    int i = 0;
    for (String name : params) {
      add(
          resolver.resolve(
              (i++ & 1) == 0 ? "evt.arg." + name : "evt.rawarg." + name, Optional.empty()));
    }
  }

  private void add(FieldResolution resolution) {
    if (resolution instanceof FieldResolution.Resolved(FieldRef field)) {
      fields.add(field);
    }
  }

  int count() {
    return fields.size();
  }

  /** A reader that is no field's, to see what becomes of a broken one. */
  interface Extra {
    FieldReader of(SyscallEvent event);
  }

  /**
   * Replays to the end, every field read.
   *
   * @return something that depends on every value, so that no read can be left out
   */
  long replay(byte[] capture, boolean strict, Extra... extras) throws IOException {
    ReplayOptions options =
        ReplayOptions.of(p -> Objects.requireNonNull(p.message())).withStrict(strict);
    try (ReplaySource source =
        ReplaySource.open(new ByteArrayInputStream(capture), schema, options)) {
      List<FieldReader> readers = new ArrayList<>();
      for (FieldRef field : fields) {
        FieldReader reader = source.binder().bind(field);
        if (reader != null) {
          readers.add(reader);
        }
      }
      for (Extra extra : extras) {
        readers.add(extra.of(source.event()));
      }
      long sum = source.hostname().length();
      int events = 0;
      while (source.next()) {
        boolean typed = (events++ & 7) == 0;
        for (FieldReader reader : readers) {
          sum += typed ? reader.value().hashCode() : read(reader);
        }
      }
      return sum;
    }
  }

  private static long read(FieldReader reader) {
    return switch (reader) {
      case TextReader text -> length(text.read());
      case LongReader number -> number.read();
      case AddressReader address -> address.read() == null ? 0 : 1;
      case TextListReader list -> {
        int count = list.load();
        long sum = count;
        for (int i = 0; i < count; i++) {
          sum += length(list.get(i));
        }
        yield sum;
      }
      case LongListReader list -> {
        int count = list.load();
        yield count > 0 ? list.get(count - 1) : count;
      }
      case AddressListReader list -> {
        int count = list.load();
        yield count > 0 ? list.get(count - 1).hashCode() : count;
      }
    };
  }

  private static long length(@org.jspecify.annotations.Nullable ByteSlice text) {
    return text == null || text.isEmpty() ? 0 : text.at(0) + text.at(text.length() - 1);
  }
}
