package io.bulwark.event.field;

import io.bulwark.event.field.FieldResolution.Failed;
import io.bulwark.event.field.FieldResolution.Problem;
import io.bulwark.event.field.FieldResolution.Resolved;
import io.bulwark.event.schema.EventSchema;
import io.bulwark.event.schema.EventType;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Turns a field's text into a {@link FieldRef}, for conditions and outputs alike.
 *
 * <p>Stateless after construction. {@code evt.rawarg.NAME} gets the type of that parameter: where
 * event types disagree on a number's width, the wider one; an event whose own type cannot be
 * compared with it then reads as missing.
 */
public final class FieldResolver {
  private static final Set<String> PATH_ENDS = Set.of("src", "dst");

  private final FieldCatalogue catalogue;
  private final EventArguments eventArguments;
  private final Set<String> eventNames = new TreeSet<>();
  private final int longestName;

  public FieldResolver(FieldCatalogue catalogue, EventSchema schema) {
    this.catalogue = catalogue;
    eventArguments = new EventArguments(schema);
    schema.types().stream().map(EventType::name).forEach(eventNames::add);
    longestName = catalogue.all().stream().mapToInt(field -> field.name().length()).max().orElse(0);
  }

  /** A resolver over the catalogue and schema of this build. */
  public static FieldResolver standard() {
    return Standard.RESOLVER;
  }

  /** Made when first asked for, and then shared: it never changes. */
  private static final class Standard {
    static final FieldResolver RESOLVER =
        new FieldResolver(FieldCatalogue.standard(), EventSchema.standard());
  }

  /**
   * Resolves one field.
   *
   * @param nameText the dotted name as written, {@code evt.arg.flags} included
   * @param bracketArg the text between brackets, without quotes
   */
  public FieldResolution resolve(String nameText, Optional<String> bracketArg) {
    return resolve(nameText, bracketArg, true);
  }

  /**
   * Resolves one field.
   *
   * @param suggest whether to look for the name that an unknown one may have meant
   */
  public FieldResolution resolve(String nameText, Optional<String> bracketArg, boolean suggest) {
    Optional<FieldDef> exact = catalogue.find(nameText);
    if (exact.isPresent()) {
      return withBracket(exact.get(), bracketArg);
    }
    for (int dot = nameText.lastIndexOf('.', longestName);
        dot > 0;
        dot = nameText.lastIndexOf('.', dot - 1)) {
      Optional<FieldDef> prefix = catalogue.find(nameText.substring(0, dot));
      if (prefix.isPresent() && prefix.get().is(FieldDef.Trait.DOTTED)) {
        return withDotted(prefix.get(), nameText.substring(dot + 1), bracketArg);
      }
    }
    return failed(
        Problem.UNKNOWN_FIELD,
        "unknown field `" + nameText + "`",
        suggest ? nearestFields(nameText) : List.of());
  }

  private List<String> nearestFields(String text) {
    return NearestNames.of(text, catalogue.all().stream().map(FieldDef::name).toList());
  }

  private FieldResolution withBracket(FieldDef def, Optional<String> bracketArg) {
    if (bracketArg.isEmpty()) {
      return def.argument().isRequired()
          ? failed(
              Problem.MISSING_ARGUMENT, "field `" + def.name() + "` needs an argument", List.of())
          : resolved(def, Optional.empty());
    }
    String text = bracketArg.get();
    return switch (def.argument()) {
      case NONE -> unexpected(def);
      case OPTIONAL_INDEX, REQUIRED_INDEX -> index(def, text);
      case OPTIONAL_ANY, REQUIRED_ANY ->
          isNumber(text) || def.name().equals("evt.arg") ? index(def, text) : key(def, text);
      case OPTIONAL_KEY, REQUIRED_KEY ->
          def.is(FieldDef.Trait.DOTTED) ? unexpected(def) : bracketKey(def, text);
    };
  }

  private FieldResolution bracketKey(FieldDef def, String text) {
    if (!def.name().equals("evt.around")) {
      return key(def, text);
    }
    return isNumber(text) && fitsLong(text)
        ? key(def, text)
        : failed(
            Problem.BAD_INDEX,
            "`evt.around` needs a time in nanoseconds, not `" + text + "`",
            List.of());
  }

  private FieldResolution withDotted(FieldDef def, String word, Optional<String> bracketArg) {
    if (bracketArg.isPresent()) {
      return failed(
          Problem.UNEXPECTED_ARGUMENT,
          "field `" + def.name() + "." + word + "` takes no further argument",
          List.of());
    }
    return switch (def.name()) {
      case "evt.arg", "evt.rawarg" -> eventArgument(def, word);
      case "evt.abspath" -> oneOf(def, word, PATH_ENDS);
      case "evt.type.is" -> isNumber(word) ? key(def, word) : oneOf(def, word, eventNames);
      default -> key(def, word);
    };
  }

  private FieldResolution eventArgument(FieldDef def, String word) {
    if (!eventArguments.has(word)) {
      return failed(
          Problem.UNKNOWN_EVENT_ARGUMENT,
          "unknown event argument `" + word + "`",
          suggestions(def, word, eventArguments.names()));
    }
    FieldDef typed =
        def.name().equals("evt.rawarg") ? def.withType(eventArguments.rawType(word)) : def;
    return key(typed, word);
  }

  private static FieldResolution oneOf(FieldDef def, String word, Collection<String> known) {
    return known.contains(word)
        ? key(def, word)
        : failed(
            Problem.BAD_KEY,
            "field `" + def.name() + "` has no `." + word + "`",
            suggestions(def, word, known));
  }

  private static List<String> suggestions(FieldDef def, String word, Collection<String> known) {
    return NearestNames.of(word, known).stream().map(name -> def.name() + "." + name).toList();
  }

  private static FieldResolution index(FieldDef def, String text) {
    if (isNumber(text) && text.length() <= 9) {
      return resolved(def, Optional.of(new FieldArg.Index(Integer.parseInt(text))));
    }
    return badIndex(def, text);
  }

  private static FieldResolution badIndex(FieldDef def, String text) {
    return failed(
        Problem.BAD_INDEX,
        "field `" + def.name() + "` needs a number from 0 in brackets, not `" + text + "`",
        List.of());
  }

  private static FieldResolution key(FieldDef def, String text) {
    return resolved(def, Optional.of(new FieldArg.Key(text)));
  }

  private static FieldResolution unexpected(FieldDef def) {
    return failed(
        Problem.UNEXPECTED_ARGUMENT,
        "field `" + def.name() + "` takes no argument in brackets",
        List.of());
  }

  private static FieldResolution resolved(FieldDef def, Optional<FieldArg> arg) {
    if (def.is(FieldDef.Trait.UNSUPPORTED)) {
      return failed(
          Problem.UNSUPPORTED_FIELD,
          "field `" + def.name() + "` cannot be supplied by any source",
          List.of());
    }
    return new Resolved(new FieldRef(def, arg));
  }

  private static FieldResolution failed(Problem problem, String message, List<String> hints) {
    return new Failed(problem, message, hints);
  }

  private static boolean isNumber(String text) {
    return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  private static boolean fitsLong(String text) {
    return text.length() <= 18
        || (text.length() == 19 && text.compareTo("9223372036854775807") <= 0);
  }
}
