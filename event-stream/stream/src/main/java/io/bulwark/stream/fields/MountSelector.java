package io.bulwark.stream.fields;

import io.bulwark.event.field.FieldArg;
import io.bulwark.event.field.FieldRef;
import io.bulwark.stream.container.ContainerMount;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * Chooses one mount by number, or the first whose path a regular expression finds something in:
 * that is what upstream does with the text its documentation calls a glob.
 */
final class MountSelector {
  /** Longer texts are no paths; matching has its price. */
  private static final int LONGEST_PATH = 4096;

  private final int index;
  private final Predicate<String> matches;
  private final Function<ContainerMount, String> path;

  private MountSelector(
      int index, Predicate<String> matches, Function<ContainerMount, String> path) {
    this.index = index;
    this.matches = matches;
    this.path = path;
  }

  /** {@code container.mount.source} selects by destination, all other fields by source. */
  static MountSelector of(FieldRef field) {
    Function<ContainerMount, String> path =
        field.def().name().equals("container.mount.source")
            ? ContainerMount::destination
            : ContainerMount::source;
    return switch (field.arg().orElse(null)) {
      case FieldArg.Index(int index) -> new MountSelector(index, text -> false, path);
      case FieldArg.Key(String pattern) -> new MountSelector(-1, matcher(pattern), path);
      case null -> new MountSelector(-1, text -> false, path);
    };
  }

  private static Predicate<String> matcher(String pattern) {
    try {
      Predicate<String> found = Pattern.compile(pattern, Pattern.MULTILINE).asPredicate();
      return text -> text.length() <= LONGEST_PATH && found.test(text);
    } catch (PatternSyntaxException plain) {
      return text -> text.contains(pattern);
    }
  }

  @Nullable ContainerMount find(List<ContainerMount> mounts) {
    if (index >= 0) {
      return index < mounts.size() ? mounts.get(index) : null;
    }
    for (ContainerMount mount : mounts) {
      if (matches.test(path.apply(mount))) {
        return mount;
      }
    }
    return null;
  }
}
