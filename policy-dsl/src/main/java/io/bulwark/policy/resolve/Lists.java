package io.bulwark.policy.resolve;

import io.bulwark.policy.diag.Code;
import io.bulwark.policy.diag.Diagnostic;
import io.bulwark.policy.diag.Diagnostics;
import io.bulwark.policy.diag.Span;
import io.bulwark.policy.parse.ParseBudget;
import io.bulwark.policy.text.SourceText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Writes lists into texts, as upstream does: wherever a list's name stands between blanks,
 * parentheses, commas, {@code =} or the ends, inside quotes too. Lists take their turns in load
 * order, so an item that names a later list is replaced and one that names an earlier is not.
 */
final class Lists {
  /** Characters of one condition after substitution. */
  static final int MAX_TEXT = ParseBudget.MAX_TEXT;

  /** Items that all conditions together may take in. */
  static final int MAX_ITEMS = 1_000_000;

  private record Known(ResolvedList list, List<SourceText> items, int turn) {}

  private final Map<String, Known> lists = new HashMap<>();
  private final Set<String> used = new HashSet<>();
  private final Set<String> warned = new HashSet<>();
  private final Diagnostics diagnostics;
  private int items;

  Lists(LinkedHashMap<String, ListDef> definitions, Diagnostics diagnostics) {
    this.diagnostics = diagnostics;
    for (ListDef definition : definitions.values()) {
      List<SourceText> items = new ArrayList<>();
      for (SourceText item : definition.items()) {
        ListDef inner = definitions.get(item.text());
        if (inner == null || inner.first() >= definition.last()) {
          items.add(item);
        } else {
          used.add(inner.name());
          items.addAll(inner.items());
          inner.items().forEach(raw -> warnOfDepth(definition, raw, definitions));
        }
      }
      lists.put(definition.name(), new Known(resolved(definition, items), items, lists.size()));
    }
  }

  private static ResolvedList resolved(ListDef definition, List<SourceText> items) {
    return new ResolvedList(
        definition.name(), items.stream().map(SourceText::text).toList(), definition.span());
  }

  /** An item of an inner list stays as it is, unless its turn in conditions is still to come. */
  private void warnOfDepth(
      ListDef outer, SourceText raw, LinkedHashMap<String, ListDef> definitions) {
    ListDef named = definitions.get(raw.text());
    if (named != null && named.first() < outer.first()) {
      report(
          Code.QUIRK_LIST_IN_LIST,
          raw.span(),
          "`" + raw.text() + "` stays a text in list `" + outer.name() + "`",
          "list",
          outer.name());
    }
  }

  private void report(Code code, Span span, String message, String kind, String name) {
    diagnostics.add(
        new Diagnostic(
            code,
            code.severity(),
            span,
            message,
            Optional.of(code.fix()),
            List.of(),
            Optional.of(new Diagnostic.Item(kind, name))));
  }

  /** All lists in load order. */
  List<ResolvedList> all() {
    return lists.values().stream()
        .sorted(java.util.Comparator.comparingInt(Known::turn))
        .map(Known::list)
        .toList();
  }

  Set<String> used() {
    return used;
  }

  /** {@code source} with every list's items in the place of its name. */
  SourceText substitute(SourceText source) throws ResolveFault {
    if (lists.isEmpty()) {
      return source;
    }
    SourceText.Builder out = new SourceText.Builder();
    return write(source, 0, out) ? out.build() : source;
  }

  /** Appends {@code source}; lists from {@code turn} on are replaced. False: nothing was. */
  private boolean write(SourceText source, int turn, SourceText.Builder out) throws ResolveFault {
    String text = source.text();
    boolean changed = false;
    int written = 0;
    int start = 0;
    char quote = 0;
    for (int at = 0; at <= text.length(); at++) {
      if (at < text.length() && !isDelimiter(text.charAt(at))) {
        quote = quoteAfter(quote, text, at);
        continue;
      }
      Known known = at > start ? lists.get(text.substring(start, at)) : null;
      if (known != null && known.turn() >= turn) {
        require(out, source.span(start, at));
        changed = true;
        used.add(known.list().name());
        if (quote != 0) {
          warnOfQuotes(known, source.span(start, at));
        }
        written = replace(source, known, new Place(start, at, written), out);
        at = Math.max(at, written);
      }
      start = at + 1;
    }
    if (changed || turn > 0) {
      out.append(source, written, text.length());
    }
    return changed;
  }

  /** A list's name in a text, of which everything before {@code written} has been copied. */
  private record Place(int start, int end, int written) {}

  /** Writes the items of {@code known}; returns how far the text is copied. */
  private int replace(SourceText source, Known known, Place place, SourceText.Builder out)
      throws ResolveFault {
    String text = source.text();
    int start = place.start();
    int end = place.end();
    while (start > place.written() && isBlank(text.charAt(start - 1))) {
      start--;
    }
    while (end < text.length() && isBlank(text.charAt(end))) {
      end++;
    }
    if (known.items().isEmpty()) {
      if (start > place.written() && text.charAt(start - 1) == ',') {
        start--;
      } else if (end < text.length() && text.charAt(end) == ',') {
        end++;
      }
    }
    Span name = source.span(place.start(), place.end());
    out.append(source, place.written(), start).appendSynthetic(" ", name);
    for (int i = 0; i < known.items().size(); i++) {
      if (i > 0) {
        out.appendSynthetic(", ", name);
      }
      SourceText item = known.items().get(i);
      boolean bare = Quoting.needed(item.text());
      out.appendSynthetic(bare ? "\"" : "", name);
      items++;
      require(out, name);
      write(item, known.turn() + 1, out);
      out.appendSynthetic(bare ? "\"" : "", name);
    }
    out.appendSynthetic(" ", name);
    return end;
  }

  private void require(SourceText.Builder out, Span place) throws ResolveFault {
    if (out.length() > MAX_TEXT || items > MAX_ITEMS) {
      throw new ResolveFault(
          Code.CONDITION_TOO_LARGE,
          place,
          "the condition grows too large with the items of its lists",
          Code.CONDITION_TOO_LARGE.fix());
    }
  }

  private void warnOfQuotes(Known known, Span span) {
    if (warned.add(span.toString())) {
      report(
          Code.QUIRK_LIST_IN_QUOTES,
          span,
          "the list's items replace its name inside a quoted text",
          "list",
          known.list().name());
    }
  }

  private static char quoteAfter(char quote, String text, int at) {
    char c = text.charAt(at);
    if (quote == 0) {
      return c == '"' || c == '\'' ? c : 0;
    }
    return c == quote && text.charAt(at - 1) != '\\' ? 0 : quote;
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
  }

  private static boolean isDelimiter(char c) {
    return isBlank(c) || c == '(' || c == ')' || c == ',' || c == '=';
  }
}
