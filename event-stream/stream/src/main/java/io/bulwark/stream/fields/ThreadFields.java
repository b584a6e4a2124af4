package io.bulwark.stream.fields;

import io.bulwark.event.access.FieldReader;
import io.bulwark.event.access.LongReader;
import io.bulwark.event.field.FieldArg;
import io.bulwark.event.field.FieldRef;
import io.bulwark.event.value.ByteSlice;
import io.bulwark.stream.state.ThreadInfo;
import java.nio.charset.StandardCharsets;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** The {@code thread.*} fields. */
final class ThreadFields {
  private static final int BYTES_PER_KB = 1024;

  private final ReaderContext context;

  ThreadFields(ReaderContext context) {
    this.context = context;
  }

  @Nullable FieldReader bind(FieldRef field) {
    return switch (field.def().name()) {
      case "thread.tid" ->
          new LongField(field, () -> ProcFields.idOrMissing(context.event().tid()));
      case "thread.ismain" -> number(field, t -> t.isMainThread() ? 1 : 0);
      case "thread.vtid" -> number(field, t -> ProcFields.missingIf(t.vtid, -1));
      case "thread.nametid" -> nameAndId(field);
      case "thread.exectime" -> new LongField(field, new SchedulerTime(context));
      case "thread.pfmajor" -> number(field, t -> t.pfMajor);
      case "thread.pfminor" -> number(field, t -> t.pfMinor);
      case "thread.vmsize" -> number(field, t -> ofMain(t, t.vmSizeKb));
      case "thread.vmrss" -> number(field, t -> ofMain(t, t.vmRssKb));
      case "thread.vmsize.b" -> number(field, t -> ofMain(t, t.vmSizeKb) * BYTES_PER_KB);
      case "thread.vmrss.b" -> number(field, t -> ofMain(t, t.vmRssKb) * BYTES_PER_KB);
      case "thread.cap_permitted" -> capabilities(field, t -> t.capPermitted);
      case "thread.cap_inheritable" -> capabilities(field, t -> t.capInheritable);
      case "thread.cap_effective" -> capabilities(field, t -> t.capEffective);
      case "thread.cgroups" -> cgroups(field);
      case "thread.cgroup" -> cgroup(field);
      default -> null;
    };
  }

  private static long ofMain(ThreadInfo thread, long value) {
    return thread.isMainThread() ? value : 0;
  }

  private LongField number(FieldRef field, ToLongFunction<ThreadInfo> of) {
    return new LongField(
        field,
        () -> {
          ThreadInfo thread = context.thread();
          return thread == null ? LongReader.MISSING : of.applyAsLong(thread);
        });
  }

  private TextField nameAndId(FieldRef field) {
    TextBuffer buffer = new TextBuffer();
    return new TextField(
        field,
        () -> {
          ThreadInfo thread = context.thread();
          return thread == null
              ? null
              : buffer.clear().add(thread.comm).addDecimal(context.event().tid()).slice();
        });
  }

  private TextField capabilities(FieldRef field, ToLongFunction<ThreadInfo> of) {
    CapabilityNames names = new CapabilityNames();
    TextBuffer buffer = new TextBuffer();
    return new TextField(
        field,
        new TextField.Source() {
          private long shown;

          @Override
          public @Nullable ByteSlice read() {
            ThreadInfo thread = context.thread();
            if (thread == null) {
              return null;
            }
            long bits = of.applyAsLong(thread);
            if (bits != shown) {
              shown = bits;
              names.write(bits, buffer.clear());
            }
            return buffer.slice();
          }
        });
  }

  private TextField cgroups(FieldRef field) {
    TextBuffer buffer = new TextBuffer();
    return new TextField(
        field,
        () -> {
          ThreadInfo thread = context.thread();
          if (thread == null || thread.cgroups.length == 0) {
            return null;
          }
          buffer.clear();
          for (ByteSlice cgroup : thread.cgroups) {
            if (!buffer.isEmpty()) {
              buffer.add(' ');
            }
            buffer.add(cgroup);
          }
          return buffer.slice();
        });
  }

  private @Nullable TextField cgroup(FieldRef field) {
    if (!(field.arg().orElse(null) instanceof FieldArg.Key(String controller))) {
      return null;
    }
    byte[] prefix = (controller + "=").getBytes(StandardCharsets.UTF_8);
    ByteSlice path = new ByteSlice();
    return new TextField(
        field,
        () -> {
          ThreadInfo thread = context.thread();
          if (thread != null) {
            for (ByteSlice cgroup : thread.cgroups) {
              if (cgroup.startsWith(prefix)) {
                return path.set(
                    cgroup.array(),
                    cgroup.offset() + prefix.length,
                    cgroup.length() - prefix.length);
              }
            }
          }
          return null;
        });
  }
}
