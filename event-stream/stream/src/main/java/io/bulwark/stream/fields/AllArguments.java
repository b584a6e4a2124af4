package io.bulwark.stream.fields;

import io.bulwark.event.value.ByteSlice;
import io.bulwark.stream.record.EventRecord;

/** {@code evt.args}: {@code name=raw(resolved)} of all parameters, joined by blanks. */
final class AllArguments {
  private final ReaderContext context;
  private final ParamText params;
  private final TextBuffer all = new TextBuffer();

  /** By event id and parameter: {@code name=}. */
  private final byte[][][] labels;

  AllArguments(ReaderContext context) {
    this.context = context;
    params = new ParamText(context);
    labels = context.tables().labels();
  }

  ByteSlice read() {
    EventRecord event = context.event();
    all.clear();
    if (event.type() == EventIds.GENERIC) {
      return all.slice();
    }
    byte[][] names = labels[event.type()];
    int count = Math.min(event.paramCount(), names.length);
    for (int i = 0; i < count; i++) {
      if (i > 0) {
        all.add(' ');
      }
      params.render(i);
      all.add(names[i]).add(params.raw());
      ByteSlice resolved = params.resolved();
      if (!resolved.isEmpty()) {
        all.add('(').add(resolved).add(')');
      }
    }
    return all.slice();
  }
}
