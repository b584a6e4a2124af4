package io.bulwark.policy.yaml;

import io.bulwark.policy.diag.Code;
import io.bulwark.policy.diag.Diagnostic;
import io.bulwark.policy.diag.Diagnostics;
import io.bulwark.policy.diag.Span;
import io.bulwark.policy.text.SourceText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.events.SequenceStartEvent;
import org.yaml.snakeyaml.parser.ParserImpl;

/** Builds trees from parser events, within limits. */
final class TreeBuilder {
  /** Levels of a document; rule files need five. */
  static final int MAX_DEPTH = 32;

  /** Nodes of a document with every alias written out. */
  static final long MAX_NODES = 500_000;

  /** Characters of text that count as one more node. */
  private static final int NODE_TEXT = 64;

  /** Leaves a file that passes a limit. */
  static final class TreeFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Diagnostic diagnostic;

    TreeFault(Diagnostic diagnostic) {
      super(diagnostic.message(), null, false, false);
      this.diagnostic = diagnostic;
    }

    Diagnostic diagnostic() {
      return diagnostic;
    }
  }

  private record Sized(YamlNode node, long nodes) {}

  private final SourceFile file;
  private final ParserImpl events;
  private final Diagnostics diagnostics;
  private final Map<String, Sized> anchors = new HashMap<>();
  private int depth;

  TreeBuilder(SourceFile file, ParserImpl events, Diagnostics diagnostics) {
    this.file = file;
    this.events = events;
    this.diagnostics = diagnostics;
  }

  /** All documents, in order. */
  List<YamlNode> documents() {
    List<YamlNode> out = new ArrayList<>();
    while (true) {
      Event event = events.getEvent();
      if (event.is(Event.ID.StreamEnd)) {
        return out;
      }
      if (event.is(Event.ID.DocumentStart)) {
        anchors.clear();
        out.add(node(events.getEvent()).node());
      }
    }
  }

  private Sized node(Event event) {
    if (event instanceof AliasEvent alias) {
      Sized target = anchors.get(alias.getAnchor());
      if (target == null) {
        throw fault(
            Code.YAML_SYNTAX, span(event), "alias `*" + alias.getAnchor() + "` has no anchor");
      }
      return target;
    }
    Sized sized =
        switch (event) {
          case ScalarEvent scalar ->
              new Sized(scalar(scalar), 1 + scalar.getValue().length() / NODE_TEXT);
          case SequenceStartEvent start -> sequence(start);
          case MappingStartEvent start -> mapping(start);
          default -> throw fault(Code.YAML_SYNTAX, span(event), "a value was expected here");
        };
    String anchor = event instanceof NodeEvent anchored ? anchored.getAnchor() : null;
    if (anchor != null) {
      anchors.put(anchor, sized);
    }
    return sized;
  }

  private Sized sequence(SequenceStartEvent start) {
    enter(start);
    List<YamlNode> items = new ArrayList<>();
    long nodes = 1;
    for (Event event = events.getEvent();
        !event.is(Event.ID.SequenceEnd);
        event = events.getEvent()) {
      Sized item = node(event);
      items.add(item.node());
      nodes = grown(nodes, item, event);
    }
    depth--;
    return new Sized(new YamlNode.Sequence(items, span(start)), nodes);
  }

  private Sized mapping(MappingStartEvent start) {
    enter(start);
    Map<String, YamlNode.Entry> entries = new LinkedHashMap<>();
    long nodes = 1;
    for (Event event = events.getEvent();
        !event.is(Event.ID.MappingEnd);
        event = events.getEvent()) {
      Span place = span(event);
      Sized key = node(event);
      Sized value = node(events.getEvent());
      nodes = grown(grown(nodes, key, event), value, event);
      if (!(key.node() instanceof YamlNode.Scalar name)) {
        throw fault(Code.YAML_SYNTAX, place, "a key must be a text");
      }
      if (entries.put(name.text(), new YamlNode.Entry(name, value.node())) != null) {
        diagnostics.add(
            diagnostic(
                Code.DUPLICATE_KEY, name.span(), "key `" + name.text() + "` stands here twice"));
      }
    }
    depth--;
    return new Sized(new YamlNode.Mapping(List.copyOf(entries.values()), span(start)), nodes);
  }

  private void enter(Event event) {
    if (++depth > MAX_DEPTH) {
      throw fault(
          Code.YAML_LIMIT, span(event), "values are nested more than " + MAX_DEPTH + " deep");
    }
  }

  private long grown(long nodes, Sized part, Event event) {
    long sum = nodes + part.nodes();
    if (sum > MAX_NODES) {
      throw fault(
          Code.YAML_LIMIT,
          span(event),
          "the file has too many values, counting each use of an alias");
    }
    return sum;
  }

  private YamlNode.Scalar scalar(ScalarEvent event) {
    ScalarLocator.Style style =
        switch (event.getScalarStyle()) {
          case PLAIN, JSON_SCALAR_STYLE -> ScalarLocator.Style.PLAIN;
          case SINGLE_QUOTED -> ScalarLocator.Style.SINGLE;
          case DOUBLE_QUOTED -> ScalarLocator.Style.DOUBLE;
          case LITERAL, FOLDED -> ScalarLocator.Style.BLOCK;
        };
    int start = index(event.getStartMark());
    int end = index(event.getEndMark());
    SourceText text = ScalarLocator.locate(file, event.getValue(), style, start, end);
    boolean plain = style == ScalarLocator.Style.PLAIN && event.getTag() == null;
    return new YamlNode.Scalar(text, plain, text.length() == 0 ? span(event) : text.span());
  }

  private int index(@Nullable Mark mark) {
    return mark == null ? 0 : Math.clamp(mark.getIndex(), 0, file.length());
  }

  private Span span(Event event) {
    int start = Math.min(index(event.getStartMark()), Math.max(0, file.length() - 1));
    return file.span(start, start + 1);
  }

  private static TreeFault fault(Code code, Span span, String message) {
    return new TreeFault(diagnostic(code, span, message));
  }

  private static Diagnostic diagnostic(Code code, Span span, String message) {
    return new Diagnostic(
        code, code.severity(), span, message, Optional.of(code.fix()), List.of(), Optional.empty());
  }
}
