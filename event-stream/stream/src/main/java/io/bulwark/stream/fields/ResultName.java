package io.bulwark.stream.fields;

import io.bulwark.event.value.ByteSlice;
import org.jspecify.annotations.Nullable;

/** {@code evt.res}: SUCCESS, or the result parameter's text for errors. */
final class ResultName {
  private static final ByteSlice SUCCESS = ByteSlice.of("SUCCESS");

  private final ReaderContext context;
  private final ParamText params;

  ResultName(ReaderContext context) {
    this.context = context;
    params = new ParamText(context);
  }

  @Nullable ByteSlice read() {
    if (!context.hasResult()) {
      return null;
    }
    if (context.result() >= 0) {
      return SUCCESS;
    }
    params.render(0);
    return params.best();
  }
}
