package io.bulwark.stream.fields;

import io.bulwark.event.access.FieldReader;
import io.bulwark.event.access.LongReader;
import io.bulwark.event.field.FieldRef;
import io.bulwark.event.value.ByteSlice;
import io.bulwark.stream.state.ThreadInfo;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** The {@code user.*} and {@code group.*} fields. */
final class UserFields {
  private static final ByteSlice ROOT = ByteSlice.of("root");
  private static final ByteSlice ROOT_HOME = ByteSlice.of("/root");

  private final ReaderContext context;

  UserFields(ReaderContext context) {
    this.context = context;
  }

  @Nullable FieldReader bind(FieldRef field) {
    StateView state = context.state();
    return switch (field.def().name()) {
      case "user.uid" -> number(field, t -> t.uid);
      case "group.gid" -> number(field, t -> t.gid);
      case "user.loginuid" -> number(field, t -> t.loginUid < ThreadInfo.NO_ID ? t.loginUid : -1);
      case "user.name" -> text(field, t -> known(userName(t), t.uid == 0 ? ROOT : null));
      case "user.homedir" ->
          text(field, t -> known(state.userHome(t, t.uid), t.uid == 0 ? ROOT_HOME : null));
      case "user.shell" -> text(field, t -> known(state.userShell(t, t.uid), null));
      case "user.loginname" ->
          text(field, t -> known(state.userName(t, t.loginUid), t.loginUid == 0 ? ROOT : null));
      case "group.name" ->
          text(field, t -> known(state.groupName(t, t.gid), t.gid == 0 ? ROOT : null));
      default -> null;
    };
  }

  /** On container events the name is that of the container's user, if the metadata says one. */
  private @Nullable ByteSlice userName(ThreadInfo thread) {
    ByteSlice container = context.containers().userOfEvent(thread);
    return container != null ? container : context.state().userName(thread, thread.uid);
  }

  private static ByteSlice known(@Nullable ByteSlice found, @Nullable ByteSlice fallback) {
    if (found != null) {
      return found;
    }
    return fallback != null ? fallback : ReaderContext.NOT_AVAILABLE;
  }

  private TextField text(FieldRef field, Function<ThreadInfo, ByteSlice> of) {
    return new TextField(
        field,
        () -> {
          ThreadInfo thread = context.thread();
          return thread == null ? null : of.apply(thread);
        });
  }

  private LongField number(FieldRef field, ToLongFunction<ThreadInfo> of) {
    return new LongField(
        field,
        () -> {
          ThreadInfo thread = context.thread();
          return thread == null ? LongReader.MISSING : of.applyAsLong(thread);
        });
  }
}
