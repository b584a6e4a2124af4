package io.bulwark.stream.fields;

import io.bulwark.event.schema.Param;
import io.bulwark.event.schema.ParamType;
import io.bulwark.event.value.ByteSlice;
import io.bulwark.stream.record.EventRecord;
import io.bulwark.stream.record.LittleEndian;
import io.bulwark.stream.state.FdInfo;
import io.bulwark.stream.state.ThreadInfo;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Turns a parameter of the current event into text: a raw form ({@code 577}) and, for many types, a
 * resolved one ({@code O_TRUNC|O_CREAT|O_WRONLY}).
 *
 * <p>One per reader: both texts are valid until the next {@link #render}.
 */
final class ParamText {
  private static final int AT_FDCWD = -100;
  private static final int DYNAMIC_SELECTOR_BYTES = 1;
  private static final byte[] NULL_TEXT = ascii("NULL");
  private static final byte[] UNKNOWN = ascii("<NA>");
  private static final byte[] NONE = ascii("<NONE>");
  private static final byte[] NO_TEXT = ascii("(n.a.)");
  private static final byte[] INVALID_DYNAMIC = ascii("INVALID DYNAMIC PARAMETER");
  private static final byte[] FDCWD = ascii("AT_FDCWD");
  private static final byte[] LEGACY_NULL = ascii("(NULL)\0");

  private final ReaderContext context;
  private final SocketText sockets;
  private final Directories directories;
  private final TextBuffer raw = new TextBuffer();
  private final TextBuffer resolved = new TextBuffer();
  private final ByteSlice text = new ByteSlice();

  ParamText(ReaderContext context) {
    this.context = context;
    sockets = new SocketText();
    directories = context.directories();
  }

  static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  ByteSlice raw() {
    return raw.slice();
  }

  /** Empty if there is no resolved form. */
  ByteSlice resolved() {
    return resolved.slice();
  }

  /** The resolved text if there is one, else the raw one. */
  ByteSlice best() {
    return resolved.isEmpty() ? raw.slice() : resolved.slice();
  }

  /** The bytes of a text parameter without its end mark; {@code <NA>} where it was not recorded. */
  static ByteSlice text(EventRecord event, int index, ByteSlice into) {
    int length = event.length(index);
    byte[] array = event.array(index);
    int offset = event.offset(index);
    if (length == 0 || isLegacyNull(array, offset, length)) {
      return into.set(UNKNOWN, 0, UNKNOWN.length);
    }
    int end = offset;
    while (end < offset + length && array[end] != 0) {
      end++;
    }
    return into.set(array, offset, end - offset);
  }

  private static boolean isLegacyNull(byte[] array, int offset, int length) {
    if (length != LEGACY_NULL.length) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (array[offset + i] != LEGACY_NULL[i]) {
        return false;
      }
    }
    return true;
  }

  /** Renders parameter {@code index} of the current event; it must exist. */
  void render(int index) {
    raw.clear();
    resolved.clear();
    EventRecord event = context.event();
    Param param = context.type().params().get(index);
    int length = event.length(index);
    if (length == 0) {
      raw.add(emptyText(param.type()));
      return;
    }
    byte[] array = event.array(index);
    int offset = event.offset(index);
    if (param.type() == ParamType.DYN) {
      ParamType selected = context.tables().dynamicType(param, array[offset] & 0xff);
      if (selected == ParamType.NONE || length <= DYNAMIC_SELECTOR_BYTES) {
        raw.add(INVALID_DYNAMIC);
        return;
      }
      write(
          selected,
          param,
          index,
          array,
          offset + DYNAMIC_SELECTOR_BYTES,
          length - DYNAMIC_SELECTOR_BYTES);
      return;
    }
    write(param.type(), param, index, array, offset, length);
  }

  private static byte[] emptyText(ParamType type) {
    return switch (type) {
      case BYTEBUF, SOCKTUPLE, FDLIST, CHARBUFARRAY, CHARBUF_PAIR_ARRAY, DYN -> NULL_TEXT;
      default -> UNKNOWN;
    };
  }

  private void write(ParamType type, Param param, int index, byte[] array, int offset, int length) {
    switch (type) {
      case CHARBUF -> raw.add(text(context.event(), index, text));
      case FSPATH, FSRELPATH -> path(param, index);
      case BYTEBUF -> dots(array, offset, length);
      case SOCKADDR -> sockets.address(array, offset, length, raw);
      case SOCKTUPLE -> sockets.tuple(array, offset, length, raw);
      case FDLIST -> fdList(array, offset, length);
      case SIGSET -> signalSet(array, offset, length);
      default -> {
        if (length < type.numberBytes()) {
          raw.add(UNKNOWN);
        } else {
          number(type, param, index, RawValue.read(type, array, offset));
        }
      }
    }
  }

  private void number(ParamType type, Param param, int index, long value) {
    switch (type) {
      case FD -> fd(value);
      case PID -> pid(value);
      case ERRNO -> {
        raw.addDecimal(value);
        byte[] name = value < 0 ? context.errnos().of(value) : null;
        addIfKnown(name);
      }
      case SIGTYPE -> {
        raw.addDecimal(value);
        addIfKnown(context.signals().of((int) value));
      }
      case SYSCALLID -> {
        raw.addDecimal(value);
        resolved.add(ascii(context.schema().syscallName((int) value)));
      }
      case RELTIME -> relativeTime(value);
      case ABSTIME -> raw.add(ascii(TimeText.parameter(value)));
      case UID -> user(value);
      case GID -> group(value);
      case FLAGS8, FLAGS16, FLAGS32 -> {
        raw.addDecimal(value);
        table(index).writeFlags(value, resolved);
      }
      case ENUMFLAGS8, ENUMFLAGS16, ENUMFLAGS32 -> {
        raw.addDecimal(value);
        table(index).writeCode(value, resolved);
      }
      case MODE -> {
        formatted(type, param.format(), value);
        table(index).writeMode(value, resolved);
      }
      default -> {
        if (RawValue.isPlain(type)) {
          formatted(type, param.format(), value);
        } else {
          raw.add(NO_TEXT);
        }
      }
    }
  }

  private NameTable table(int index) {
    return context.tables().names(context.event().type(), index);
  }

  private void addIfKnown(byte @Nullable [] name) {
    if (name != null) {
      resolved.add(name);
    }
  }

  private void formatted(ParamType type, Param.Format format, long value) {
    long unsigned = value & RawValue.mask(type);
    switch (format) {
      case OCT -> {
        if (unsigned != 0) {
          raw.add('0');
        }
        raw.addUnsigned(unsigned, 8, 1);
      }
      case HEX -> raw.addUnsigned(unsigned, 16, 1);
      case PADDED_DEC -> raw.addUnsigned(unsigned, 10, 9);
      case NA, DEC, ID, DIR -> raw.addDecimal(RawValue.printed(type, value));
    }
  }

  private void fd(long number) {
    raw.addDecimal(number);
    ThreadInfo thread = context.thread();
    if (thread == null) {
      return;
    }
    if (number >= 0) {
      FdInfo info = context.state().fd(thread, number);
      if (info != null) {
        resolved.add('<').add(info.type.letter());
        char protocol = info.isIpv4() || info.isIpv6() ? protocolLetter(info) : 0;
        if (protocol != 0) {
          resolved.add(protocol);
        }
        resolved.add('>').add(info.name);
      }
    } else if (number == AT_FDCWD) {
      resolved.add(FDCWD);
    } else {
      addIfKnown(context.errnos().of(number));
    }
  }

  private static char protocolLetter(FdInfo info) {
    return switch (FdFields.transport(info)) {
      case FdInfo.L4_TCP -> 't';
      case FdInfo.L4_UDP -> 'u';
      case FdInfo.L4_ICMP -> 'i';
      case FdInfo.L4_RAW -> 'r';
      default -> 0;
    };
  }

  private void pid(long tid) {
    raw.addDecimal(tid);
    ThreadInfo thread = context.state().thread(tid);
    if (thread != null) {
      resolved.add(thread.comm);
    }
  }

  private void user(long uid) {
    if (uid == ThreadInfo.NO_ID) {
      raw.add('-').add('1');
      resolved.add(NONE);
      return;
    }
    raw.addDecimal((int) uid);
    ThreadInfo thread = context.thread();
    nameOrUnknown(thread == null ? null : context.state().userName(thread, uid));
  }

  private void group(long gid) {
    if (gid == ThreadInfo.NO_ID) {
      raw.add('-').add('1');
      resolved.add(NONE);
      return;
    }
    raw.addDecimal((int) gid);
    ThreadInfo thread = context.thread();
    nameOrUnknown(thread == null ? null : context.state().groupName(thread, gid));
  }

  private void nameOrUnknown(@Nullable ByteSlice name) {
    if (name == null || name.isEmpty()) {
      resolved.add(UNKNOWN);
    } else {
      resolved.add(name);
    }
  }

  private void relativeTime(long nanos) {
    if (nanos == -1) {
      raw.add(ascii("none"));
      return;
    }
    raw.addUnsigned(nanos, 10, 1);
    resolved.add(ascii(TimeText.seconds(nanos)));
  }

  /** Absolute paths stay as they are; relative ones are joined to their directory and cleaned. */
  private void path(Param param, int index) {
    ByteSlice path = text(context.event(), index, text);
    raw.add(path);
    ThreadInfo thread = context.thread();
    if (thread == null
        || path.isEmpty()
        || PathText.isAbsolute(path)
        || path.contentEquals(UNKNOWN)) {
      return;
    }
    PathText.join(directories.of(param, thread), path, resolved);
  }

  private void dots(byte[] array, int offset, int length) {
    for (int i = offset; i < offset + length; i++) {
      byte b = array[i];
      raw.addByte(b >= 0x20 && b < 0x7f ? b : (byte) '.');
    }
  }

  private void fdList(byte[] array, int offset, int length) {
    ThreadInfo thread = context.thread();
    if (thread == null) {
      return;
    }
    int count = FdList.count(array, offset, length);
    for (int i = 0; i < count; i++) {
      int at = FdList.at(offset, i);
      long number = LittleEndian.i64(array, at);
      FdInfo info = context.state().fd(thread, number);
      if (i > 0) {
        raw.add(' ');
      }
      raw.addUnsigned(number, 10, 1).add(':').add(info == null ? '?' : info.type.letter());
      raw.addHex((short) LittleEndian.u16(array, at + 8) & 0xffff_ffffL);
    }
  }

  private void signalSet(byte[] array, int offset, int length) {
    long set = length < 4 ? 0 : LittleEndian.u32(array, offset);
    for (int signal = 1; signal <= 32; signal++) {
      byte[] name = (set & 1L << (signal - 1)) == 0 ? null : context.signals().of(signal);
      if (name != null) {
        if (!raw.isEmpty()) {
          raw.add(' ');
        }
        raw.add(name);
      }
    }
  }
}
