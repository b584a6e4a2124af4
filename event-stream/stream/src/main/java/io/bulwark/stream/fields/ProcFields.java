package io.bulwark.stream.fields;

import io.bulwark.event.access.FieldReader;
import io.bulwark.event.access.LongReader;
import io.bulwark.event.field.FieldArg;
import io.bulwark.event.field.FieldRef;
import io.bulwark.event.value.ByteSlice;
import io.bulwark.stream.state.ThreadInfo;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** Fields of the event's own process and thread. */
final class ProcFields {
  /** Ids outside −1 … 2^32−1 are no ids of this host. */
  private static final long LARGEST_ID = 0xffff_ffffL;

  private final ReaderContext context;

  ProcFields(ReaderContext context) {
    this.context = context;
  }

  @Nullable FieldReader bind(FieldRef field) {
    return switch (field.def().name()) {
      case "proc.name" -> text(field, t -> t.comm);
      case "proc.exe" -> text(field, t -> t.exe);
      case "proc.exepath" -> text(field, t -> t.exePath);
      case "proc.args" -> arguments(field);
      case "proc.cmdline" -> text(field, context.state()::commandLine);
      case "proc.exeline" -> exeLine(field);
      case "proc.env" -> environment(field);
      case "proc.cwd" -> text(field, context.state()::cwd);
      case "proc.cmdnargs" -> number(field, t -> t.args().length);
      case "proc.cmdlenargs" -> number(field, ProcFields::argumentBytes);
      case "proc.tty" -> number(field, t -> t.tty);
      case "proc.pid" -> number(field, t -> idOrMissing(t.pid));
      case "proc.vpid" -> number(field, t -> missingIf(t.vpid, -1));
      case "proc.sid" -> number(field, t -> t.sid);
      case "proc.vpgid" -> number(field, t -> t.vpgid);
      case "proc.pgid" -> number(field, t -> t.pgid);
      case "proc.pid.ts" -> number(field, t -> missingIf(t.cloneTs, 0));
      case "proc.duration" -> number(field, t -> since(t.cloneTs));
      case "proc.nthreads" -> number(field, context.state()::threadCount);
      case "proc.nchilds" -> number(field, context.state()::otherThreadCount);
      case "proc.fdopencount" -> number(field, context.state()::fdCount);
      case "proc.fdlimit" -> number(field, this::fdLimit);
      case "proc.vmsize" -> number(field, t -> t.vmSizeKb);
      case "proc.vmrss" -> number(field, t -> t.vmRssKb);
      case "proc.vmswap" -> number(field, t -> t.vmSwapKb);
      case "proc.is_exe_writable" -> flag(field, t -> t.exeWritable);
      case "proc.is_exe_upper_layer" -> flag(field, t -> t.exeUpperLayer);
      case "proc.is_exe_lower_layer" -> flag(field, t -> t.exeLowerLayer);
      case "proc.is_exe_from_memfd" -> flag(field, t -> t.exeFromMemfd);
      case "proc.is_sid_leader" -> flag(field, t -> t.sid == t.vpid);
      case "proc.is_vpgid_leader" -> flag(field, t -> t.vpgid == t.vpid);
      case "proc.is_pgid_leader" -> flag(field, t -> t.pgid == t.pid);
      case "proc.exe_ino" -> number(field, t -> missingIf(t.exeIno, 0));
      case "proc.exe_ino.ctime" -> number(field, t -> missingIf(t.exeInoCtime, 0));
      case "proc.exe_ino.mtime" -> number(field, t -> missingIf(t.exeInoMtime, 0));
      case "proc.exe_ino.ctime_duration_proc_start" ->
          number(field, t -> missingIf(t.exeInoCtimeDurationCloneTs, 0));
      case "proc.exe_ino.ctime_duration_pidns_start" ->
          number(field, t -> missingIf(t.exeInoCtimeDurationPidnsStart, 0));
      case "proc.pidns_init_start_ts" -> number(field, t -> missingIf(t.pidnsInitStartTs, 0));
      case "proc.stdin.type", "proc.stdout.type", "proc.stderr.type" ->
          standardFd(field, fd -> FdFields.typeWord(fd.type));
      case "proc.stdin.name", "proc.stdout.name", "proc.stderr.name" ->
          standardFd(field, fd -> fd.name);
      default -> null;
    };
  }

  private TextField text(FieldRef field, Function<ThreadInfo, @Nullable ByteSlice> of) {
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

  private LongField flag(FieldRef field, Predicate<ThreadInfo> of) {
    return number(field, t -> of.test(t) ? 1 : 0);
  }

  static long missingIf(long value, long none) {
    return value == none ? LongReader.MISSING : value;
  }

  static long idOrMissing(long id) {
    return id >= -1 && id <= LARGEST_ID ? id : LongReader.MISSING;
  }

  private long since(long start) {
    return start == 0 ? LongReader.MISSING : context.event().timestamp() - start;
  }

  private static long argumentBytes(ThreadInfo thread) {
    long total = 0;
    for (ByteSlice argument : thread.args()) {
      total += argument.length();
    }
    return total;
  }

  private long fdLimit(ThreadInfo thread) {
    ThreadInfo main = context.state().main(thread);
    return main == null ? 0 : main.fdLimit;
  }

  private TextField arguments(FieldRef field) {
    if (field.arg().orElse(null) instanceof FieldArg.Index(int index)) {
      ByteSlice none = new ByteSlice();
      return text(field, t -> index < t.args().length ? t.args()[index] : none);
    }
    return text(field, context.state()::arguments);
  }

  private TextField exeLine(FieldRef field) {
    TextBuffer buffer = new TextBuffer();
    return text(
        field, t -> buffer.clear().add(t.exe).add(' ').add(context.state().arguments(t)).slice());
  }

  private TextField environment(FieldRef field) {
    if (field.arg().orElse(null) instanceof FieldArg.Key(String name)) {
      EnvironmentVariable variable = new EnvironmentVariable(name);
      return text(field, t -> variable.in(context.state().environment(t)));
    }
    return text(field, context.state()::environmentText);
  }

  private TextField standardFd(
      FieldRef field, Function<io.bulwark.stream.state.FdInfo, ByteSlice> of) {
    int number =
        switch (field.def().name().charAt("proc.std".length())) {
          case 'i' -> 0;
          case 'o' -> 1;
          default -> 2;
        };
    return text(
        field,
        t -> {
          var fd = context.state().fd(t, number);
          return fd == null ? null : of.apply(fd);
        });
  }
}
