package io.bulwark.stream.fields;

import io.bulwark.event.value.ByteSlice;
import io.bulwark.stream.record.EventRecord;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** {@code evt.arg.NAME} and {@code evt.arg[N]}: the parameter's resolved text, else its raw one. */
final class EvtArgField implements TextField.Source {
  private final ReaderContext context;
  private final ParamText params;
  private final byte[] indexes;

  EvtArgField(ReaderContext context, String name) {
    this(context, context.tables().indexOf(name));
  }

  EvtArgField(ReaderContext context, int index) {
    this(context, fixed(context, index));
  }

  private EvtArgField(ReaderContext context, byte[] indexes) {
    this.context = context;
    this.indexes = indexes;
    params = new ParamText(context);
  }

  private static byte[] fixed(ReaderContext context, int index) {
    byte[] indexes = new byte[context.schema().size()];
    Arrays.fill(indexes, index < EventRecord.MAX_PARAMS ? (byte) index : ParamTables.NONE);
    return indexes;
  }

  @Override
  public @Nullable ByteSlice read() {
    EventRecord event = context.event();
    int index = indexes[event.type()];
    if (index < 0 || index >= event.paramCount()) {
      return null;
    }
    params.render(index);
    return params.best();
  }
}
