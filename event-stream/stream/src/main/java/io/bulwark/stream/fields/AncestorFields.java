package io.bulwark.stream.fields;

import io.bulwark.event.access.FieldReader;
import io.bulwark.event.access.LongReader;
import io.bulwark.event.field.FieldArg;
import io.bulwark.event.field.FieldRef;
import io.bulwark.event.value.ByteSlice;
import io.bulwark.stream.state.ThreadInfo;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** Fields of parents, further ancestors, and leaders of sessions and groups. */
final class AncestorFields {
  /** How many levels {@code proc.aenv[NAME]} climbs. */
  private static final int ENVIRONMENT_LEVELS = 20;

  private final ReaderContext context;

  AncestorFields(ReaderContext context) {
    this.context = context;
  }

  @Nullable FieldReader bind(FieldRef field) {
    StateView state = context.state();
    return switch (field.def().name()) {
      case "proc.pname" -> parentText(field, t -> t.comm);
      case "proc.pexe" -> parentText(field, t -> t.exe);
      case "proc.pexepath" -> parentText(field, t -> t.exePath);
      case "proc.pcmdline" -> parentText(field, state::commandLine);
      case "proc.ppid" -> parentNumber(field, t -> ProcFields.idOrMissing(t.pid));
      case "proc.ppid.duration" -> parentNumber(field, this::parentDuration);
      case "proc.pvpid" -> parentThread(field, t -> t.vpid);
      case "proc.ppid.ts" -> parentThread(field, t -> t.cloneTs);
      case "proc.aname" -> ancestorText(field, t -> t.comm);
      case "proc.aexe" -> ancestorText(field, t -> t.exe);
      case "proc.aexepath" -> ancestorText(field, t -> t.exePath);
      case "proc.acmdline" -> ancestorText(field, state::commandLine);
      case "proc.aargs" -> ancestorArguments(field);
      case "proc.aenv" -> ancestorEnvironment(field);
      case "proc.apid" -> ancestorPid(field);
      case "proc.loginshellid" -> loginShell(field);
      case "proc.sname" -> leader(field, t -> t.comm, t -> t.sid, true);
      case "proc.sid.exe" -> leader(field, t -> t.exe, t -> t.sid, true);
      case "proc.sid.exepath" -> leader(field, t -> t.exePath, t -> t.sid, true);
      case "proc.vpgid.name" -> leader(field, t -> t.comm, t -> t.vpgid, true);
      case "proc.vpgid.exe" -> leader(field, t -> t.exe, t -> t.vpgid, true);
      case "proc.vpgid.exepath" -> leader(field, t -> t.exePath, t -> t.vpgid, true);
      case "proc.pgid.name" -> leader(field, t -> t.comm, t -> t.pgid, false);
      case "proc.pgid.exe" -> leader(field, t -> t.exe, t -> t.pgid, false);
      case "proc.pgid.exepath" -> leader(field, t -> t.exePath, t -> t.pgid, false);
      default -> null;
    };
  }

  private TextField parentText(FieldRef field, Function<ThreadInfo, ByteSlice> of) {
    return nth(field, 1, of);
  }

  private TextField nth(FieldRef field, int distance, Function<ThreadInfo, ByteSlice> of) {
    Ancestors ancestors = new Ancestors(context.state());
    return new TextField(
        field,
        () -> {
          ThreadInfo thread = context.thread();
          ThreadInfo found = thread == null ? null : ancestors.process(thread, distance);
          return found == null ? null : of.apply(found);
        });
  }

  private LongField parentNumber(FieldRef field, ToLongFunction<ThreadInfo> of) {
    return nthNumber(field, 1, of);
  }

  private LongField nthNumber(FieldRef field, int distance, ToLongFunction<ThreadInfo> of) {
    Ancestors ancestors = new Ancestors(context.state());
    return new LongField(
        field,
        () -> {
          ThreadInfo thread = context.thread();
          ThreadInfo found = thread == null ? null : ancestors.process(thread, distance);
          return found == null ? LongReader.MISSING : of.applyAsLong(found);
        });
  }

  /** Two fields read the parent thread as recorded, whatever process it belongs to. */
  private LongField parentThread(FieldRef field, ToLongFunction<ThreadInfo> of) {
    return new LongField(
        field,
        () -> {
          ThreadInfo thread = context.thread();
          ThreadInfo parent = thread == null ? null : context.state().thread(thread.ptid);
          return parent == null ? LongReader.MISSING : of.applyAsLong(parent);
        });
  }

  /** Upstream answers with the number of open descriptors where the start is unknown. */
  private long parentDuration(ThreadInfo parent) {
    if (parent.cloneTs != 0) {
      return context.event().timestamp() - parent.cloneTs;
    }
    ThreadInfo thread = context.thread();
    return context.strict() && thread != null
        ? context.state().fdCount(thread)
        : LongReader.MISSING;
  }

  private FieldReader ancestorText(FieldRef field, Function<ThreadInfo, ByteSlice> of) {
    if (field.arg().orElse(null) instanceof FieldArg.Index(int distance)) {
      return nth(field, distance, of);
    }
    return new AncestorTextList(field, context, of);
  }

  private FieldReader ancestorPid(FieldRef field) {
    if (field.arg().orElse(null) instanceof FieldArg.Index(int distance)) {
      return nthNumber(field, distance, t -> ProcFields.idOrMissing(t.pid));
    }
    return new AncestorPidList(field, context);
  }

  private TextField ancestorArguments(FieldRef field) {
    if (field.arg().orElse(null) instanceof FieldArg.Index(int distance)) {
      return nth(field, distance, context.state()::arguments);
    }
    Ancestors ancestors = new Ancestors(context.state());
    TextBuffer joined = new TextBuffer();
    return new TextField(
        field,
        () -> {
          ThreadInfo thread = context.thread();
          int count = thread == null ? -1 : ancestors.all(thread);
          joined.clear();
          for (int i = 0; i < count; i++) {
            if (!joined.isEmpty()) {
              joined.add(' ');
            }
            joined.add(context.state().arguments(ancestors.get(i)));
          }
          return joined.isEmpty() ? null : joined.slice();
        });
  }

  private FieldReader ancestorEnvironment(FieldRef field) {
    return switch (field.arg().orElse(null)) {
      case null -> new AncestorEnvironmentList(field, context);
      case FieldArg.Index(int distance) when distance == 0 ->
          new TextField(
              field,
              () -> {
                ThreadInfo thread = context.thread();
                return thread == null ? null : context.state().environmentText(thread);
              });
      case FieldArg.Index(int distance) -> environmentAt(field, distance);
      case FieldArg.Key(String name) -> nearestVariable(field, name);
    };
  }

  /** Climbs parent threads, not main threads, as upstream does for this field alone. */
  private TextField environmentAt(FieldRef field, int distance) {
    return new TextField(
        field,
        () -> {
          ThreadInfo thread = context.thread();
          if (thread == null) {
            return null;
          }
          ThreadInfo current = context.state().main(thread);
          if (current == null) {
            return new ByteSlice();
          }
          for (int i = 0; i < distance && current != null; i++) {
            current = context.state().thread(current.ptid);
          }
          return current == null ? null : context.state().environmentText(current);
        });
  }

  private TextField nearestVariable(FieldRef field, String name) {
    EnvironmentVariable variable = new EnvironmentVariable(name);
    ByteSlice none = new ByteSlice();
    return new TextField(
        field,
        () -> {
          ThreadInfo thread = context.thread();
          if (thread == null) {
            return null;
          }
          ThreadInfo current = context.state().main(thread);
          for (int i = 0; i < ENVIRONMENT_LEVELS && current != null; i++) {
            current = context.state().thread(current.ptid);
            if (current != null) {
              ByteSlice value = variable.in(context.state().environment(current));
              if (!value.isEmpty()) {
                return value;
              }
            }
          }
          return none;
        });
  }

  private LongField loginShell(FieldRef field) {
    Ancestors ancestors = new Ancestors(context.state());
    return new LongField(
        field,
        () -> {
          ThreadInfo thread = context.thread();
          int count = thread == null ? -1 : ancestors.all(thread);
          ThreadInfo shell = null;
          ThreadInfo main = count < 0 || thread == null ? null : context.state().main(thread);
          if (main != null && isShell(main)) {
            shell = main;
          }
          for (int i = 0; i < count; i++) {
            if (isShell(ancestors.get(i))) {
              shell = ancestors.get(i);
            }
          }
          return shell == null ? LongReader.MISSING : shell.pid;
        });
  }

  private static boolean isShell(ThreadInfo thread) {
    int length = thread.comm.length();
    return length >= 2 && thread.comm.at(length - 2) == 's' && thread.comm.at(length - 1) == 'h';
  }

  private TextField leader(
      FieldRef field,
      Function<ThreadInfo, ByteSlice> of,
      ToLongFunction<ThreadInfo> id,
      boolean virtual) {
    Ancestors ancestors = new Ancestors(context.state());
    ByteSlice none = new ByteSlice();
    return new TextField(
        field,
        () -> {
          ThreadInfo thread = context.thread();
          if (thread == null) {
            return null;
          }
          ThreadInfo leader = ancestors.leader(thread, id, virtual);
          return leader == null ? none : of.apply(leader);
        });
  }
}
