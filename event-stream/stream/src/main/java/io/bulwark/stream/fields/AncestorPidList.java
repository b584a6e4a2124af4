package io.bulwark.stream.fields;

import io.bulwark.event.access.LongListReader;
import io.bulwark.event.access.LongReader;
import io.bulwark.event.detection.FieldValue;
import io.bulwark.event.field.FieldRef;
import io.bulwark.stream.state.ThreadInfo;

/** {@code proc.apid} without an index: tests see all ancestors, outputs the process itself. */
final class AncestorPidList implements LongListReader {
  private final FieldRef field;
  private final ReaderContext context;
  private final Ancestors ancestors;

  AncestorPidList(FieldRef field, ReaderContext context) {
    this.field = field;
    this.context = context;
    ancestors = new Ancestors(context.state());
  }

  @Override
  public String toString() {
    return field.text();
  }

  @Override
  public int load() {
    ThreadInfo thread = context.thread();
    int count = thread == null ? -1 : ancestors.all(thread);
    return count == 0 ? -1 : count;
  }

  @Override
  public long get(int index) {
    return ancestors.get(index).pid;
  }

  @Override
  public FieldValue value() {
    ThreadInfo thread = context.thread();
    ThreadInfo main = thread == null ? null : context.state().main(thread);
    return LongField.value(
        field, main == null ? LongReader.MISSING : ProcFields.idOrMissing(main.pid));
  }
}
