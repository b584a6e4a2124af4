package io.bulwark.stream.fields;

import io.bulwark.event.schema.Param;
import io.bulwark.event.schema.ParamType;
import io.bulwark.event.value.ByteSlice;
import io.bulwark.stream.record.EventRecord;
import io.bulwark.stream.state.FdInfo;
import io.bulwark.stream.state.ThreadInfo;
import java.util.List;

/** Finds the directory that a relative path of the current event starts from. */
final class Directories {
  static final ByteSlice UNKNOWN = ByteSlice.of("<UNKNOWN>");

  private static final ByteSlice NOTHING = new ByteSlice();
  private static final long AT_FDCWD = -100;

  private final ReaderContext context;
  private final TextBuffer withSlash = new TextBuffer();

  Directories(ReaderContext context) {
    this.context = context;
  }

  /** The directory for path parameter {@code param}: its descriptor's, or the working one. */
  ByteSlice of(Param param, ThreadInfo thread) {
    int index = directoryIndex(param);
    EventRecord event = context.event();
    if (index < 0 || index >= event.paramCount() || event.length(index) < Long.BYTES) {
      return context.state().cwd(thread);
    }
    long number = event.i64(index);
    if (number == AT_FDCWD) {
      return context.state().cwd(thread);
    }
    FdInfo directory = context.state().fd(thread, number);
    return directory == null || directory.name.isEmpty() ? NOTHING : slashed(directory.name);
  }

  private int directoryIndex(Param param) {
    List<Param> params = context.type().params();
    if (param.type() != ParamType.FSRELPATH || param.table().isEmpty()) {
      return -1;
    }
    int index = Integer.parseInt(param.table());
    return index < params.size() && params.get(index).type() == ParamType.FD ? index : -1;
  }

  /** The directory that descriptor {@code number} stands for, as opens resolve it. */
  ByteSlice ofDescriptor(long number, ThreadInfo thread) {
    if (number == AT_FDCWD) {
      return context.state().cwd(thread);
    }
    FdInfo directory = context.state().fd(thread, number);
    if (directory == null) {
      return UNKNOWN;
    }
    return directory.name.isEmpty() ? directory.name : slashed(directory.name);
  }

  /** {@code name} with a slash at its end. */
  ByteSlice slashed(ByteSlice name) {
    if (name.at(name.length() - 1) == '/') {
      return name;
    }
    return withSlash.clear().add(name).add('/').slice();
  }
}
