package io.bulwark.kernel.load;

import io.bulwark.kernel.abi.PrintAbi;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What libbpf printed during some calls, as data. */
final class Messages {
  /** libbpf goes on after these, with parts of the object lost: what was lost may be the policy. */
  private static final List<String> LOSSES = List.of(".btf.ext", "ignor", "skipping");

  /** More than any sane object gives; a broken one must not fill the heap. */
  private static final int LIMIT = 1_000;

  private static final Pattern FAILED_PROGRAM =
      Pattern.compile("(?:prog '|failed to load program ')([^']+)'.*");
  private static final Pattern UNKNOWN_HOOK =
      Pattern.compile(".*failed to find kernel BTF type ID of '([^']+)'.*");

  private final List<String> all = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();

  /** The result of {@code call}, with its messages added here. */
  <T> T during(Supplier<T> call) {
    List<T> result = new ArrayList<>(1);
    PrintAbi.listening(this::add, () -> result.add(call.get()));
    return result.getFirst();
  }

  private void add(int level, String text) {
    String line = text.strip();
    line = line.startsWith("libbpf: ") ? line.substring(8) : line;
    if (all.size() < LIMIT && !line.isEmpty()) {
      all.add(line);
      if (level == 0) {
        warnings.add(line);
      }
    }
  }

  /** All messages, oldest first. */
  List<String> all() {
    return List.copyOf(all);
  }

  /** Those that say that part of the object was left out. */
  static List<String> losses(List<String> messages) {
    return messages.stream().filter(Messages::isLoss).toList();
  }

  private static boolean isLoss(String message) {
    String lower = message.toLowerCase(Locale.ROOT);
    return LOSSES.stream().anyMatch(lower::contains);
  }

  /** The program that the last failure was about. */
  Optional<String> failedProgram() {
    return last(FAILED_PROGRAM);
  }

  /** A hook that this kernel does not have. */
  Optional<String> unknownHook() {
    return last(UNKNOWN_HOOK);
  }

  private Optional<String> last(Pattern pattern) {
    for (String line : all.reversed()) {
      Matcher matcher = pattern.matcher(line);
      if (matcher.matches()) {
        return Optional.of(matcher.group(1));
      }
    }
    return Optional.empty();
  }

  /** The first warning, for a sentence: libbpf says the cause first and wraps it afterwards. */
  String first() {
    return warnings.isEmpty() ? "libbpf gave no reason" : warnings.getFirst();
  }
}
