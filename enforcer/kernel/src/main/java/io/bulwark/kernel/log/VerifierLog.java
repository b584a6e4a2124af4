package io.bulwark.kernel.log;

import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text that the kernel's verifier wrote about one program; possibly megabytes, often empty.
 *
 * <p>Formats seen: Linux 5.10 to 7.3. An instruction is {@code 12: (79) r1 = *(u64 *)(r0 +0)},
 * source lines start with {@code ;}, register states follow an instruction or stand alone, the
 * message comes last, before the {@code processed} statistics. Linux 7.3 adds a report behind the
 * message: {@code Verification failed: ...}, with a reason, a place and a suggestion.
 */
public record VerifierLog(String text) {
  /** A kernel that said nothing. */
  public static final VerifierLog EMPTY = new VerifierLog("");

  private static final Pattern INSTRUCTION =
      Pattern.compile("(\\d+): (\\([0-9a-f]{2}\\) .*|<invalid CO-RE relocation>.*)");
  private static final Pattern NAMED_INSTRUCTION =
      Pattern.compile(
          "(?:unreachable insn|infinite loop detected at insn|jump out of range from insn"
              + "|back-edge from insn|invalid insn|last insn|at insn|insn) (\\d+)\\b.*");
  private static final String REPORT = "Verification failed: ";
  private static final Pattern REPORT_PLACE = Pattern.compile("\\s+insn (\\d+)");
  private static final Pattern PROCESSED = Pattern.compile("processed (\\d+) insns .*");

  /** Figures, and the states behind an endless loop: never the reason itself. */
  private static final List<String> STATISTICS =
      List.of(
          "processed ",
          "verification time ",
          "stack depth ",
          "max_states ",
          "mark_precise: ",
          "cur state: ",
          "old state: ");

  /** Cuts what follows the first NUL and space at the end. */
  public VerifierLog {
    int end = text.indexOf('\0');
    text = (end < 0 ? text : text.substring(0, end)).stripTrailing();
  }

  /** Its lines, oldest first; none where the kernel said nothing. */
  public List<String> lines() {
    return text.isEmpty() ? List.of() : text.lines().toList();
  }

  /** The lines before a report, which older kernels do not write. */
  private List<String> walk() {
    List<String> lines = lines();
    int report = reportLine(lines);
    return report < 0 ? lines : lines.subList(0, report);
  }

  private static int reportLine(List<String> lines) {
    for (int at = 0; at < lines.size(); at++) {
      if (lines.get(at).startsWith(REPORT)) {
        return at;
      }
    }
    return -1;
  }

  /** What a part of the kernel's report says, in one line; empty where there is no report. */
  private String reported(String heading) {
    List<String> lines = lines();
    int at = reportLine(lines);
    while (at >= 0 && at < lines.size() && !lines.get(at).equals(heading)) {
      at++;
    }
    StringBuilder text = new StringBuilder();
    for (int i = at + 1; at >= 0 && i < lines.size() && lines.get(i).startsWith(" "); i++) {
      text.append(text.isEmpty() ? "" : " ").append(lines.get(i).strip());
    }
    return text.toString();
  }

  /** The kernel's explanation in a sentence or two; empty before Linux 7.3. */
  public String reason() {
    return reported("Reason:");
  }

  /** What the kernel suggests to do; empty before Linux 7.3. */
  public String suggestion() {
    return reported("Suggestion:");
  }

  private OptionalInt reportedInstruction() {
    List<String> lines = lines();
    int at = lines.indexOf("At:");
    Matcher place = REPORT_PLACE.matcher(at < 0 || at + 1 >= lines.size() ? "" : lines.get(at + 1));
    return place.matches() ? OptionalInt.of(Integer.parseInt(place.group(1))) : OptionalInt.empty();
  }

  /** The verifier's last word, without the statistics behind it; empty where it gave none. */
  public String message() {
    List<String> lines = walk();
    int at = messageLine(lines);
    return at < 0 ? "" : lines.get(at).strip();
  }

  /** The index of the instruction that the message is about, where the log tells. */
  public OptionalInt instruction() {
    OptionalInt reported = reportedInstruction();
    if (reported.isPresent()) {
      return reported;
    }
    List<String> lines = walk();
    int at = messageLine(lines);
    if (at < 0) {
      return OptionalInt.empty();
    }
    Matcher named = NAMED_INSTRUCTION.matcher(lines.get(at).strip());
    if (named.matches()) {
      return OptionalInt.of(Integer.parseInt(named.group(1)));
    }
    int line = instructionLine(lines, at);
    return line < 0 ? OptionalInt.empty() : OptionalInt.of(index(lines.get(line)));
  }

  /** That instruction as the kernel prints it, without its index; empty if the log has none. */
  public String instructionText() {
    List<String> lines = walk();
    int line = instructionLine(lines, messageLine(lines));
    if (line < 0) {
      return "";
    }
    Matcher matcher = INSTRUCTION.matcher(lines.get(line));
    return matcher.matches() ? withoutState(matcher.group(2)) : "";
  }

  /** How many instructions the verifier walked, where the log tells. */
  public OptionalInt processed() {
    for (String line : lines().reversed()) {
      Matcher matcher = PROCESSED.matcher(line);
      if (matcher.matches()) {
        return OptionalInt.of(Integer.parseInt(matcher.group(1)));
      }
    }
    return OptionalInt.empty();
  }

  /**
   * One line: the message, the line before it where the message alone says little, and how many
   * lines were left out.
   */
  public String summary() {
    List<String> lines = walk();
    int at = messageLine(lines);
    if (at < 0) {
      return "the kernel gave no reason";
    }
    int from = at > 0 && leansOnPrevious(lines.get(at)) ? at - 1 : at;
    StringBuilder summary = new StringBuilder();
    for (String line : lines.subList(from, at + 1)) {
      summary.append(summary.isEmpty() ? "" : ": ").append(line.strip());
    }
    int omitted = lines().size() - (at + 1 - from);
    if (omitted > 0) {
      summary.append(omitted == 1 ? " (1 line omitted)" : " (" + omitted + " lines omitted)");
    }
    return summary.toString();
  }

  /** Members of a BTF type, register complaints, context accesses, leaks need the line before. */
  private static boolean leansOnPrevious(String line) {
    return line.startsWith("\t")
        || line.startsWith("invalid bpf_context access")
        || line.startsWith("BPF_EXIT instruction")
        || line.length() >= 2 && line.charAt(0) == 'R' && Character.isDigit(line.charAt(1));
  }

  private static int messageLine(List<String> lines) {
    int at = lines.size() - 1;
    while (at >= 0 && isStatistics(lines.get(at))) {
      at--;
    }
    return at;
  }

  private static boolean isStatistics(String line) {
    return line.isBlank() || STATISTICS.stream().anyMatch(line::startsWith);
  }

  private static int instructionLine(List<String> lines, int from) {
    for (int at = from; at >= 0; at--) {
      if (INSTRUCTION.matcher(lines.get(at)).matches()) {
        return at;
      }
    }
    return -1;
  }

  private static int index(String line) {
    return Integer.parseInt(line, 0, line.indexOf(':'), 10);
  }

  /** Newer kernels append {@code ; R1_w=...} to the instruction. */
  private static String withoutState(String instruction) {
    int at = instruction.indexOf(" ; ");
    return (at < 0 ? instruction : instruction.substring(0, at)).stripTrailing();
  }

  /** The text only where it is short. */
  @Override
  public String toString() {
    return summary();
  }
}
