package io.bulwark.vm.verify.rules;

import java.util.List;

/** What the program's argument, r1, points to. */
public sealed interface ContextRules {
  /** What is at a place of the context. */
  sealed interface Content {
    /** A number that may be read. */
    record Number() implements Content {}

    /** A number that may be read and written. */
    record Writable() implements Content {}

    /** A pointer to a kernel structure that is alive while the program runs. */
    record Structure(int type) implements Content {}

    /** Something else that only a kernel can follow. */
    record NotHandled(String what) implements Content {}

    /** No such field. */
    record Nothing() implements Content {}
  }

  /** What {@code size} bytes at {@code offset} are. */
  Content at(int offset, int size);

  /** {@code count} numbers of 8 bytes, of which aligned parts may be read: raw tracepoints. */
  record Words(int count) implements ContextRules {
    @Override
    public Content at(int offset, int size) {
      boolean inside = offset >= 0 && offset % size == 0 && offset + size <= count * 8;
      return inside ? new Content.Number() : new Content.Nothing();
    }
  }

  /** Memory of the caller, at most {@code bytes}, readable and writable: {@code syscall}. */
  record Buffer(int bytes) implements ContextRules {
    @Override
    public Content at(int offset, int size) {
      boolean inside = offset >= 0 && offset % size == 0 && offset + size <= bytes;
      return inside ? new Content.Writable() : new Content.Nothing();
    }
  }

  /** Fields with their own offsets, each accessed with exactly its size. */
  record Fields(List<Field> fields) implements ContextRules {
    public Fields {
      fields = List.copyOf(fields);
    }

    @Override
    public Content at(int offset, int size) {
      return fields.stream()
          .filter(field -> field.offset == offset && field.size == size)
          .map(Field::content)
          .findFirst()
          .orElse(new Content.Nothing());
    }
  }

  /** A field of {@link Fields}. */
  record Field(int offset, int size, Content content) {}

  /** The arguments of a kernel function, 8 bytes each: LSM hooks, typed tracepoints. */
  record Arguments(List<Content> arguments) implements ContextRules {
    public Arguments {
      arguments = List.copyOf(arguments);
    }

    @Override
    public Content at(int offset, int size) {
      boolean inside = size == 8 && offset >= 0 && offset % 8 == 0 && offset / 8 < arguments.size();
      return inside ? arguments.get(offset / 8) : new Content.Nothing();
    }
  }
}
