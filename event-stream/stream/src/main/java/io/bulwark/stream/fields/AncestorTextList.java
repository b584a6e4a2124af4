package io.bulwark.stream.fields;

import io.bulwark.event.access.TextListReader;
import io.bulwark.event.detection.FieldValue;
import io.bulwark.event.field.FieldRef;
import io.bulwark.event.value.ByteSlice;
import io.bulwark.stream.state.ThreadInfo;
import java.util.function.Function;

/** One text of each ancestor: {@code proc.aname} without an index and its kin. */
final class AncestorTextList implements TextListReader {
  private final FieldRef field;
  private final ReaderContext context;
  private final Ancestors ancestors;
  private final Function<ThreadInfo, ByteSlice> of;

  AncestorTextList(FieldRef field, ReaderContext context, Function<ThreadInfo, ByteSlice> of) {
    this.field = field;
    this.context = context;
    this.of = of;
    ancestors = new Ancestors(context.state());
  }

  @Override
  public String toString() {
    return field.text();
  }

  /** Without any ancestor the field is missing, not empty. */
  @Override
  public int load() {
    ThreadInfo thread = context.thread();
    int count = thread == null ? -1 : ancestors.all(thread);
    return count == 0 ? -1 : count;
  }

  @Override
  public ByteSlice get(int index) {
    return of.apply(ancestors.get(index));
  }

  @Override
  public FieldValue value() {
    TextBuffer joined = new TextBuffer();
    int count = load();
    for (int i = 0; i < count; i++) {
      if (!joined.isEmpty()) {
        joined.add(' ');
      }
      joined.add(get(i));
    }
    return joined.isEmpty() ? FieldValue.Missing.INSTANCE : new FieldValue.Text(joined.toString());
  }
}
