package io.bulwark.rules.match;

import io.bulwark.event.access.FieldReader;
import io.bulwark.event.access.TextListReader;
import io.bulwark.event.access.TextReader;
import io.bulwark.event.detection.FieldValue;
import io.bulwark.event.value.ByteSlice;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code getopt(list, letters)}: scans arguments as POSIX getopt does, stopping at the first that
 * is no option. With an option in brackets the value of its last occurrence (empty for a flag),
 * missing if it does not occur; without, the letters that occur, each a text.
 */
final class Getopt implements TextListReader {
  private final TextListReader args;
  private final TextReader letters;
  private final byte[] found = new byte[256];
  private final ByteSlice[] slices = new ByteSlice[256];
  private final ByteSlice value = new ByteSlice();
  private final int wanted;
  private boolean wantedFound;
  private int count;

  private Getopt(TextListReader args, TextReader letters, int wanted) {
    this.args = args;
    this.letters = letters;
    this.wanted = wanted;
    for (int i = 0; i < slices.length; i++) {
      slices[i] = new ByteSlice(found, i, 1);
    }
  }

  static FieldReader reader(TextListReader args, TextReader letters, Optional<String> option) {
    if (option.isEmpty()) {
      return new Getopt(args, letters, -1);
    }
    Getopt scan = new Getopt(args, letters, option.get().charAt(0) & 0xff);
    return new Transforms.Text(scan::wantedValue);
  }

  private @Nullable ByteSlice wantedValue() {
    return load() >= 0 && wantedFound ? value : null;
  }

  @Override
  public int load() {
    count = 0;
    wantedFound = false;
    ByteSlice spec = letters.read();
    int size = args.load();
    if (spec == null || size < 0) {
      return -1;
    }
    for (int i = 0; i < size; ) {
      ByteSlice arg = args.get(i++);
      if (arg.length() < 2 || arg.at(0) != '-' || arg.length() == 2 && arg.at(1) == '-') {
        break;
      }
      i = options(arg, spec, i, size);
    }
    return count;
  }

  /** Reads the letters of one argument; returns the next argument's index. */
  private int options(ByteSlice arg, ByteSlice spec, int next, int size) {
    for (int at = 1; at < arg.length(); at++) {
      byte letter = arg.at(at);
      int place = letter == ':' ? -1 : spec.indexOf(letter, 0);
      if (place < 0) {
        continue;
      }
      boolean takesValue = place + 1 < spec.length() && spec.at(place + 1) == ':';
      if (!takesValue) {
        note(letter, arg, arg.length());
      } else if (at + 1 < arg.length()) {
        note(letter, arg, at + 1);
        return next;
      } else if (next < size) {
        ByteSlice own = args.get(next);
        note(letter, own, 0);
        return next + 1;
      }
    }
    return next;
  }

  private void note(byte letter, ByteSlice from, int start) {
    if (count < found.length) {
      found[count++] = letter;
    }
    if ((letter & 0xff) == wanted) {
      wantedFound = true;
      value.set(from.array(), from.offset() + start, from.length() - start);
    }
  }

  @Override
  public ByteSlice get(int index) {
    return slices[index];
  }

  @Override
  public FieldValue value() {
    return TextLists.value(this);
  }
}
