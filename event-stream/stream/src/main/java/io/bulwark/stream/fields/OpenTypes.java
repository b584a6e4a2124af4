package io.bulwark.stream.fields;

import io.bulwark.event.access.TextListReader;
import io.bulwark.event.detection.FieldValue;
import io.bulwark.event.field.FieldRef;
import io.bulwark.event.value.ByteSlice;
import io.bulwark.stream.state.FdInfo;
import io.bulwark.stream.state.FdType;
import io.bulwark.stream.state.ThreadInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** {@code fd.types}: the kinds of all open descriptors, each once, in order of first meeting. */
final class OpenTypes implements TextListReader {
  private final FieldRef field;
  private final ReaderContext context;
  private final FdAccess access;
  private final ByteSlice[] words = new ByteSlice[FdType.values().length];
  private final Consumer<FdInfo> collect = this::add;
  private int count;

  OpenTypes(FieldRef field, ReaderContext context) {
    this.field = field;
    this.context = context;
    access = new FdAccess(context);
  }

  @Override
  public String toString() {
    return field.text();
  }

  @Override
  public int load() {
    ThreadInfo thread = access.thread();
    if (thread == null) {
      return -1;
    }
    count = 0;
    context.state().eachFd(thread, collect);
    return count;
  }

  private void add(FdInfo fd) {
    ByteSlice word = FdFields.typeWord(fd.type);
    for (int i = 0; i < count; i++) {
      if (words[i] == word || words[i].contentEquals(word)) {
        return;
      }
    }
    words[count++] = word;
  }

  @Override
  public ByteSlice get(int index) {
    return words[index];
  }

  @Override
  public FieldValue value() {
    int found = load();
    if (found < 0) {
      return FieldValue.Missing.INSTANCE;
    }
    List<String> values = new ArrayList<>();
    for (int i = 0; i < found; i++) {
      values.add(words[i].toString());
    }
    return new FieldValue.TextList(values, "(" + String.join(",", values) + ")");
  }
}
