package io.bulwark.rules;

import io.bulwark.event.access.EventSource;
import io.bulwark.event.access.SyscallEvent;
import io.bulwark.event.detection.Detection;
import io.bulwark.event.schema.EventSchema;
import io.bulwark.policy.CheckedPolicy;
import io.bulwark.policy.CheckedRule;
import io.bulwark.rules.match.Matcher;
import io.bulwark.rules.match.Operands;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A policy's enabled rules, compiled and bound to one source. Not thread-safe.
 *
 * <p>After each {@link EventSource#next()} that returned true, {@link #process} tests the event.
 */
public final class RuleEngine {
  private static final String SYSCALL = "syscall";
  private static final String PLUGIN_EVENT = "pluginevent";

  private final SyscallEvent event;
  private final int pluginKind;
  private final KindView kinds;
  private final Program syscalls;
  private final Map<String, Program> others;
  private final long[] fired;
  private final EventSchema schema;

  /** The rules of one kind of source. */
  private record Program(Matcher matcher, List<CheckedRule> rules, @Nullable Messages[] messages) {}

  private final EventSource source;
  private final Operands operands;

  private RuleEngine(
      EventSource source,
      EventSchema schema,
      Program syscalls,
      Map<String, Program> others,
      int orders) {
    this.source = source;
    this.schema = schema;
    this.syscalls = syscalls;
    this.others = others;
    event = source.event();
    pluginKind = schema.kind(PLUGIN_EVENT);
    kinds = new KindView(schema);
    operands = new Operands(source.binder());
    fired = new long[orders];
  }

  /**
   * Compiles the enabled rules that are severe enough.
   *
   * @throws IllegalArgumentException if the source cannot supply a field that a condition reads
   */
  public static RuleEngine compile(
      CheckedPolicy policy, EventSource source, EngineOptions options) {
    return compile(policy, source, EventSchema.standard(), options);
  }

  /** As the other, with a schema that was read before. */
  public static RuleEngine compile(
      CheckedPolicy policy, EventSource source, EventSchema schema, EngineOptions options) {
    Map<String, List<CheckedRule>> bySource = new HashMap<>();
    int orders = 0;
    for (CheckedRule rule : policy.rules()) {
      orders = Math.max(orders, rule.order() + 1);
      if (rule.enabled() && rule.priority().compareTo(options.minimumPriority()) <= 0) {
        bySource.computeIfAbsent(rule.source(), s -> new ArrayList<>()).add(rule);
      }
    }
    List<CheckedRule> own = bySource.remove(SYSCALL);
    Map<String, Program> others = new HashMap<>();
    bySource.forEach((name, rules) -> others.put(name, program(rules, source, schema, options)));
    Program syscalls = program(own == null ? List.of() : own, source, schema, options);
    return new RuleEngine(source, schema, syscalls, others, orders);
  }

  private static Program program(
      List<CheckedRule> rules, EventSource source, EventSchema schema, EngineOptions options) {
    Matcher matcher =
        Matcher.compile(
            rules,
            source.binder(),
            schema,
            options.matching() == RuleMatching.FIRST,
            options.compatibility());
    return new Program(matcher, List.copyOf(rules), new Messages[rules.size()]);
  }

  /**
   * Tests the source's current event.
   *
   * @param sink gets a detection for each rule that fired, in load order
   * @return how many rules fired
   */
  public int process(Consumer<Detection> sink) {
    int kind = kinds.of(event);
    Program program = kind == pluginKind ? others.get(event.source()) : syscalls;
    if (program == null) {
      return 0;
    }
    int count = program.matcher.match(kind);
    if (program.matcher.asksForMetadata(kind) && source.containerUnknown()) {
      program.matcher.countUndecided(kind);
    }
    for (int i = 0; i < count; i++) {
      int place = program.matcher.fired(i);
      fired[program.rules.get(place).order()]++;
      sink.accept(messages(program, place).detection(event, source.hostname()));
    }
    return count;
  }

  private Messages messages(Program program, int place) {
    Messages messages = program.messages[place];
    if (messages == null) {
      messages = new Messages(program.rules.get(place), operands);
      program.messages[place] = messages;
    }
    return messages;
  }

  /** How often the rule with this load order fired. */
  public long fired(int ruleOrder) {
    return ruleOrder >= 0 && ruleOrder < fired.length ? fired[ruleOrder] : 0;
  }

  /**
   * On how many events each rule, by load order, might have fired, had the metadata of their
   * containers been known. Tests of missing metadata are false, as upstream.
   */
  public long[] undecided() {
    long[] counts = new long[fired.length];
    for (int place = 0; place < syscalls.rules.size(); place++) {
      counts[syscalls.rules.get(place).order()] = syscalls.matcher.undecided(place);
    }
    return counts;
  }

  /** The matching plan of the rules over system calls, as text. */
  public String explain() {
    return syscalls.matcher.plan(syscalls.rules.stream().map(CheckedRule::name).toList(), schema);
  }
}
