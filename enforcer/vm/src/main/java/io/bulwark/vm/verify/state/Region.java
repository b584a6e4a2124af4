package io.bulwark.vm.verify.state;

import io.bulwark.vm.verify.rules.MapShape;

/** Memory with a size. */
public sealed interface Region {
  /** Bytes. */
  int size();

  /** Whether a program may write. */
  boolean writable();

  /** For messages. */
  String what();

  /** A value of a map. */
  record OfMapValue(MapShape map) implements Region {
    @Override
    public int size() {
      return map.valueSize();
    }

    @Override
    public boolean writable() {
      return !map.readOnly();
    }

    @Override
    public String what() {
      return "value of map `" + map.name() + "`";
    }
  }

  /** The key that a callback of {@code bpf_for_each_map_elem} gets. */
  record OfMapKey(MapShape map) implements Region {
    @Override
    public int size() {
      return map.keySize();
    }

    @Override
    public boolean writable() {
      return false;
    }

    @Override
    public String what() {
      return "key of map `" + map.name() + "`";
    }
  }

  /** A reserved ring record; {@code reference} is what has to be released. */
  record Record(int size, int reference) implements Region {
    @Override
    public boolean writable() {
      return true;
    }

    @Override
    public String what() {
      return "ring record";
    }
  }
}
