package io.bulwark.stream.fields;

import io.bulwark.event.access.TextListReader;
import io.bulwark.event.detection.FieldValue;
import io.bulwark.event.field.FieldRef;
import io.bulwark.event.value.ByteSlice;
import io.bulwark.stream.state.ThreadInfo;

/** {@code proc.aenv} alone: tests see the ancestors' environments, outputs the process's own. */
final class AncestorEnvironmentList implements TextListReader {
  private final ReaderContext context;
  private final AncestorTextList ancestors;

  AncestorEnvironmentList(FieldRef field, ReaderContext context) {
    this.context = context;
    ancestors = new AncestorTextList(field, context, context.state()::environmentText);
  }

  @Override
  public String toString() {
    return ancestors.toString();
  }

  @Override
  public int load() {
    return ancestors.load();
  }

  @Override
  public ByteSlice get(int index) {
    return ancestors.get(index);
  }

  @Override
  public FieldValue value() {
    ThreadInfo thread = context.thread();
    return thread == null
        ? FieldValue.Missing.INSTANCE
        : new FieldValue.Text(context.state().environmentText(thread).toString());
  }
}
