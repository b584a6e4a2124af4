package io.bulwark.bpf.object;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The output of {@code llvm-objdump -d}. */
final class Llvm {
  private static final Pattern LINE = Pattern.compile("\\s*[0-9]+:\\s+(.*)");

  /** The head of a function; the compiler's own labels inside of one start with L. */
  private static final Pattern FUNCTION = Pattern.compile("<[^L>][^>]*>:$|^Disassembly of");

  private static final Pattern HEXADECIMAL = Pattern.compile("0x([0-9a-f]+)");

  private Llvm() {}

  /** The instructions of a function. */
  static List<String> function(String dump, String name) {
    List<String> lines = new ArrayList<>();
    int start = dump.indexOf("<" + name + ">:");
    for (String line : dump.substring(start).split("\n", -1)) {
      Matcher matcher = LINE.matcher(line);
      if (matcher.matches()) {
        lines.add(matcher.group(1));
      } else if (!lines.isEmpty() && FUNCTION.matcher(line).find()) {
        break;
      }
    }
    return lines;
  }

  /** Numbers in decimal, no names of places. */
  static String normal(String text) {
    String plain = text.replaceAll("\\s+<[^<>]+>$", "").strip();
    Matcher matcher = HEXADECIMAL.matcher(plain);
    StringBuilder out = new StringBuilder();
    while (matcher.find()) {
      matcher.appendReplacement(out, Long.toString(Long.parseUnsignedLong(matcher.group(1), 16)));
    }
    return matcher.appendTail(out).toString();
  }
}
