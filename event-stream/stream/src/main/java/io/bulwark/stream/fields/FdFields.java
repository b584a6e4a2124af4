package io.bulwark.stream.fields;

import io.bulwark.event.access.FieldReader;
import io.bulwark.event.access.LongReader;
import io.bulwark.event.field.FieldArg;
import io.bulwark.event.field.FieldRef;
import io.bulwark.event.value.ByteSlice;
import io.bulwark.stream.state.FdInfo;
import io.bulwark.stream.state.FdType;
import io.bulwark.stream.state.ThreadInfo;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** The {@code fd.*} fields except addresses and ports. */
final class FdFields {
  private static final ByteSlice SLASH = ByteSlice.of("/");
  private static final ByteSlice IP = ByteSlice.of("ip");
  private static final ByteSlice UNIX = ByteSlice.of("unix");
  private static final ByteSlice[] TRANSPORTS = {
    ReaderContext.NOT_AVAILABLE,
    ReaderContext.NOT_AVAILABLE,
    ByteSlice.of("tcp"),
    ByteSlice.of("udp"),
    ByteSlice.of("icmp"),
    ByteSlice.of("raw")
  };
  private static final ByteSlice[] WORDS = words();

  private final ReaderContext context;
  private final FdAccess access;

  FdFields(ReaderContext context) {
    this.context = context;
    access = new FdAccess(context);
  }

  @Nullable FieldReader bind(FieldRef field) {
    return switch (field.def().name()) {
      case "fd.num" ->
          new LongField(
              field, () -> access.thread() == null ? LongReader.MISSING : access.number());
      case "fd.name" -> new TextField(field, new FdNames(context)::name);
      case "fd.nameraw" -> new TextField(field, new FdNames(context)::rawName);
      case "fd.directory" -> new TextField(field, new DirectoryName(context)::read);
      case "fd.filename" -> text(field, new FileName()::of);
      case "fd.type" -> text(field, fd -> typeWord(fd.type));
      case "fd.types" -> types(field);
      case "fd.typechar" -> new TextField(field, new TypeLetter(context)::read);
      case "fd.l4proto" -> text(field, fd -> transportName(transport(fd)));
      case "fd.sockfamily" -> text(field, FdFields::family);
      case "fd.connected" -> flag(field, fd -> fd.connected);
      case "fd.name_changed" -> flag(field, fd -> context.current().fdNameChanged);
      case "fd.is_upper_layer" -> flag(field, fd -> fd.overlayUpper);
      case "fd.is_lower_layer" -> flag(field, fd -> fd.overlayLower);
      case "fd.dev" -> number(field, fd -> fd.device);
      case "fd.dev.major" -> number(field, fd -> (fd.device & 0xfff00) >>> 8);
      case "fd.dev.minor" ->
          number(field, fd -> (fd.device & 0xff) | ((fd.device >>> 12) & 0xfff00));
      case "fd.ino" -> number(field, fd -> fd.inode);
      case "fd.uid" -> uid(field);
      case "fd.containername" -> inContainer(field, new FdNames(context)::name);
      case "fd.containerdirectory" -> inContainer(field, new DirectoryName(context)::read);
      default -> null;
    };
  }

  private TextField text(FieldRef field, Function<FdInfo, @Nullable ByteSlice> of) {
    return new TextField(
        field,
        () -> {
          FdInfo fd = access.fd();
          return fd == null ? null : of.apply(fd);
        });
  }

  private LongField number(FieldRef field, ToLongFunction<FdInfo> of) {
    return new LongField(
        field,
        () -> {
          FdInfo fd = access.fd();
          return fd == null ? LongReader.MISSING : of.applyAsLong(fd);
        });
  }

  private LongField flag(FieldRef field, Predicate<FdInfo> of) {
    return number(field, fd -> of.test(fd) ? 1 : 0);
  }

  /** {@code fd.type}; types without a word read {@code <NA>}. */
  static ByteSlice typeWord(FdType type) {
    return WORDS[type.ordinal()];
  }

  private static ByteSlice[] words() {
    FdType[] types = FdType.values();
    ByteSlice[] words = new ByteSlice[types.length];
    for (FdType type : types) {
      words[type.ordinal()] =
          type.word().isEmpty() ? ReaderContext.NOT_AVAILABLE : ByteSlice.of(type.word());
    }
    return words;
  }

  /**
   * Transport protocol as {@code FdInfo.L4_*}. A connection whose role is unknown has none, raw
   * sockets excepted.
   */
  static int transport(FdInfo fd) {
    return switch (fd.type) {
      case IPV4_LISTEN, IPV6_LISTEN -> fd.l4;
      case IPV4_SOCKET, IPV6_SOCKET ->
          fd.l4 == FdInfo.L4_RAW || !fd.hasNoRole() ? fd.l4 : FdInfo.L4_NA;
      default -> FdInfo.L4_NA;
    };
  }

  private static ByteSlice transportName(int transport) {
    return transport >= 0 && transport < TRANSPORTS.length
        ? TRANSPORTS[transport]
        : ReaderContext.NOT_AVAILABLE;
  }

  private static @Nullable ByteSlice family(FdInfo fd) {
    if (fd.isIpv4() || fd.isIpv6()) {
      return IP;
    }
    return fd.type == FdType.UNIX_SOCKET ? UNIX : null;
  }

  private FieldReader types(FieldRef field) {
    if (field.arg().orElse(null) instanceof FieldArg.Index(int number)) {
      return new TextField(
          field,
          () -> {
            ThreadInfo thread = access.thread();
            FdInfo fd = thread == null ? null : context.state().fd(thread, number);
            return fd == null ? null : typeWord(fd.type);
          });
    }
    return new OpenTypes(field, context);
  }

  private TextField uid(FieldRef field) {
    TextBuffer buffer = new TextBuffer();
    return new TextField(
        field,
        () -> {
          ThreadInfo thread = access.thread();
          return thread == null
              ? null
              : buffer.clear().addDecimal(thread.tid).addDecimal(access.number()).slice();
        });
  }

  private TextField inContainer(FieldRef field, TextField.Source name) {
    TextBuffer buffer = new TextBuffer();
    return new TextField(
        field,
        () -> {
          ByteSlice text = name.read();
          ThreadInfo thread = context.thread();
          return text == null || thread == null
              ? null
              : buffer.clear().add(context.containerIdOrEmpty(thread)).add(':').add(text).slice();
        });
  }

  /** {@code fd.filename}. */
  private static final class FileName {
    private final ByteSlice part = new ByteSlice();

    @Nullable ByteSlice of(FdInfo fd) {
      if (!fd.type.isFile()) {
        return null;
      }
      ByteSlice name = fd.name;
      int slash = name.lastIndexOf((byte) '/');
      if (slash < 0) {
        return SLASH;
      }
      if (slash == name.length() - 1) {
        return name;
      }
      return part.set(name.array(), name.offset() + slash + 1, name.length() - slash - 1);
    }
  }

  /** {@code fd.directory}, also of failed opens. */
  private static final class DirectoryName {
    private final FdNames names;
    private final ByteSlice part = new ByteSlice();

    DirectoryName(ReaderContext context) {
      names = new FdNames(context);
    }

    @Nullable ByteSlice read() {
      ThreadInfo thread = names.access().thread();
      if (thread == null) {
        return null;
      }
      FdInfo fd = names.access().of(thread);
      if (fd == null) {
        ByteSlice name = names.fromEvent(thread, false);
        return name == null ? null : parent(name);
      }
      if (fd.type.isFile()) {
        return parent(fd.name);
      }
      return fd.type == FdType.DIRECTORY ? fd.name : null;
    }

    private ByteSlice parent(ByteSlice name) {
      int slash = name.lastIndexOf((byte) '/');
      if (slash <= 0) {
        return SLASH;
      }
      return slash == name.length() - 1 ? name : part.set(name.array(), name.offset(), slash);
    }
  }

  /** {@code fd.typechar}; where the descriptor is unknown, the event's type decides. */
  private static final class TypeLetter {
    private final ReaderContext context;
    private final FdAccess access;
    private final byte[] letters = new byte[128];
    private final ByteSlice letter = new ByteSlice();

    TypeLetter(ReaderContext context) {
      this.context = context;
      access = new FdAccess(context);
      for (int i = 0; i < letters.length; i++) {
        letters[i] = (byte) i;
      }
    }

    @Nullable ByteSlice read() {
      ThreadInfo thread = access.thread();
      if (thread == null) {
        return null;
      }
      FdInfo fd = access.of(thread);
      return letter.set(letters, fd == null ? fallback() : fd.type.letter(), 1);
    }

    private char fallback() {
      return switch (context.event().type() | 1) {
        case EventIds.OPENAT, EventIds.OPENAT2, EventIds.CREAT -> 'f';
        case EventIds.OPEN -> context.strict() ? 'o' : 'f';
        case EventIds.SOCKET, EventIds.ACCEPT, EventIds.ACCEPT4 -> '4';
        case EventIds.PIPE, EventIds.PIPE2 -> 'p';
        case EventIds.EVENTFD, EventIds.EVENTFD2 -> 'e';
        case EventIds.SIGNALFD, EventIds.SIGNALFD4 -> 's';
        case EventIds.TIMERFD_CREATE -> 't';
        case EventIds.INOTIFY_INIT, EventIds.INOTIFY_INIT1 -> 'i';
        default -> 'o';
      };
    }
  }
}
