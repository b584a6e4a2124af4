package io.bulwark.stream.fields;

import io.bulwark.event.access.FieldReader;
import io.bulwark.event.field.FieldRef;
import io.bulwark.event.schema.EventType;
import io.bulwark.event.value.ByteSlice;
import io.bulwark.stream.record.EventRecord;
import io.bulwark.stream.state.FdInfo;
import io.bulwark.stream.state.FdType;
import io.bulwark.stream.state.ThreadInfo;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The {@code fs.path.*} fields: paths of successful file system syscalls. */
final class FsPathFields {
  /** A path that comes from {@code fd.name}, not from a parameter. */
  private static final byte FROM_FD = -2;

  private static final ByteSlice NOTHING = new ByteSlice();
  private static final int RENAMEAT2_OLD_DIRECTORY = 1;
  private static final int RENAMEAT2_NEW_DIRECTORY = 3;

  /** Which of an event's paths a field means. */
  private enum Role {
    NAME,
    SOURCE,
    TARGET
  }

  private final ReaderContext context;

  FsPathFields(ReaderContext context) {
    this.context = context;
  }

  @Nullable FieldReader bind(FieldRef field) {
    return switch (field.def().name()) {
      case "fs.path.name" -> reader(field, Role.NAME, false);
      case "fs.path.nameraw" -> reader(field, Role.NAME, true);
      case "fs.path.source" -> reader(field, Role.SOURCE, false);
      case "fs.path.sourceraw" -> reader(field, Role.SOURCE, true);
      case "fs.path.target" -> reader(field, Role.TARGET, false);
      case "fs.path.targetraw" -> reader(field, Role.TARGET, true);
      default -> null;
    };
  }

  private TextField reader(FieldRef field, Role role, boolean raw) {
    return new TextField(field, new Path(context, role, raw));
  }

  private static final class Path implements TextField.Source {
    private final ReaderContext context;
    private final Role role;
    private final boolean raw;
    private final FdNames names;
    private final Directories directories;
    private final byte[] parameters;
    private final ByteSlice given = new ByteSlice();
    private final TextBuffer joined = new TextBuffer();

    Path(ReaderContext context, Role role, boolean raw) {
      this.context = context;
      this.role = role;
      this.raw = raw;
      names = new FdNames(context);
      directories = context.directories();
      parameters = new byte[context.schema().size()];
      Arrays.fill(parameters, ParamTables.NONE);
      for (EventType type : context.schema().types()) {
        String name = parameter(type.id(), role);
        if (name.equals("fd")) {
          parameters[type.id()] = FROM_FD;
        } else if (!name.isEmpty()) {
          parameters[type.id()] = (byte) type.paramIndex(name);
        }
      }
    }

    /** Name of the parameter that holds the path; empty if the event has no such path. */
    private static String parameter(int type, Role role) {
      return switch (role) {
        case NAME -> namedPath(type);
        case SOURCE ->
            switch (type) {
              case EventIds.RENAME, EventIds.RENAMEAT, EventIds.RENAMEAT2 -> "oldpath";
              case EventIds.LINK, EventIds.LINKAT -> "newpath";
              case EventIds.SYMLINK, EventIds.SYMLINKAT -> "linkpath";
              case EventIds.MOUNT -> "dev";
              default -> "";
            };
        case TARGET ->
            switch (type) {
              case EventIds.RENAME, EventIds.RENAMEAT, EventIds.RENAMEAT2 -> "newpath";
              case EventIds.LINK, EventIds.LINKAT -> "oldpath";
              case EventIds.SYMLINK, EventIds.SYMLINKAT -> "target";
              case EventIds.MOUNT -> "dir";
              default -> "";
            };
      };
    }

    private static String namedPath(int type) {
      return switch (type) {
        case EventIds.MKDIR,
            EventIds.MKDIRAT,
            EventIds.RMDIR,
            EventIds.UNLINK,
            EventIds.CHOWN,
            EventIds.LCHOWN ->
            "path";
        case EventIds.UNLINKAT,
            EventIds.OPEN,
            EventIds.OPENAT,
            EventIds.OPENAT2,
            EventIds.UMOUNT,
            EventIds.UMOUNT2 ->
            "name";
        case EventIds.FCHMODAT, EventIds.CHMOD -> "filename";
        case EventIds.FCHOWNAT -> "pathname";
        case EventIds.QUOTACTL -> "special";
        case EventIds.FCHMOD, EventIds.FCHOWN -> "fd";
        default -> "";
      };
    }

    /** Opens count unless the descriptor is -1: upstream accepts other errors. */
    private boolean succeeded(EventRecord event) {
      if (event.paramCount() == 0 || event.length(0) < Long.BYTES) {
        return false;
      }
      return switch (event.type()) {
        case EventIds.OPEN, EventIds.OPENAT, EventIds.OPENAT2 -> event.i64(0) != -1;
        default -> event.i64(0) == 0;
      };
    }

    @Override
    public @Nullable ByteSlice read() {
      EventRecord event = context.event();
      byte index = parameters[event.type()];
      if (index == ParamTables.NONE || !succeeded(event)) {
        return null;
      }
      ByteSlice path = index == FROM_FD ? names.name() : parameter(event, index);
      if (path == null || raw) {
        return path;
      }
      ThreadInfo thread = context.thread();
      return thread == null ? null : resolve(path, thread);
    }

    private @Nullable ByteSlice parameter(EventRecord event, int index) {
      return index < event.paramCount() ? ParamText.text(event, index, given) : null;
    }

    private ByteSlice resolve(ByteSlice path, ThreadInfo thread) {
      if (PathText.isAbsolute(path)) {
        PathText.join(NOTHING, path, joined);
        return joined.slice();
      }
      int type = context.event().type();
      if (type == EventIds.OPENAT || type == EventIds.OPENAT2) {
        FdInfo fd = context.current().fd;
        PathText.join(NOTHING, fd == null ? Directories.UNKNOWN : fd.name, joined);
      } else {
        PathText.join(directory(type, thread), path, joined);
      }
      return joined.slice();
    }

    private ByteSlice directory(int type, ThreadInfo thread) {
      return switch (type) {
        case EventIds.NEWFSTATAT,
            EventIds.FCHOWNAT,
            EventIds.FCHMODAT,
            EventIds.MKDIRAT,
            EventIds.UNLINKAT,
            EventIds.MKNODAT ->
            ofEventDescriptor();
        case EventIds.SYMLINKAT -> role == Role.SOURCE ? ofEventDescriptor() : Directories.UNKNOWN;
        case EventIds.RENAMEAT2 -> {
          int index = role == Role.TARGET ? RENAMEAT2_NEW_DIRECTORY : RENAMEAT2_OLD_DIRECTORY;
          yield context.event().has(index)
              ? directories.ofDescriptor(context.event().i64(index), thread)
              : Directories.UNKNOWN;
        }
        default -> context.state().cwd(thread);
      };
    }

    /** The descriptor that the event itself uses, if it is a directory. */
    private ByteSlice ofEventDescriptor() {
      FdInfo fd = context.current().fd;
      if (fd == null || fd.type != FdType.DIRECTORY) {
        return Directories.UNKNOWN;
      }
      return fd.name.isEmpty() ? fd.name : directories.slashed(fd.name);
    }
  }
}
