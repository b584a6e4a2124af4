package io.bulwark.rules.match;

import java.lang.invoke.MethodHandles;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Splits a plan into classes and defines them. */
final class Compiler {
  /** Groups with more rules are indexed. */
  static final int STRAIGHT_RULES = 64;

  /** Conditions whose code would be larger than this are interpreted. */
  static final int LARGEST_RULE = 400_000;

  private final MatchPlan plan;
  private final MatchState state;
  private final boolean first;
  private final Consumer<byte[]> written;
  private final CodeSizes sizes;
  private final List<Code> codes = new ArrayList<>();
  private final Map<Expr, Integer> codeOf = new HashMap<>();
  private final Map<Expr, Integer> numberOf = new HashMap<>();

  /**
   * A compiler of one plan.
   *
   * @param written told each class file
   */
  Compiler(MatchPlan plan, MatchState state, boolean first, Consumer<byte[]> written) {
    this.plan = plan;
    this.state = state;
    this.first = first;
    this.written = written;
    sizes = new CodeSizes(plan.shared().keySet());
  }

  /** One runner for each group of the plan. */
  List<Runner> compile() {
    Runner[] runners = new Runner[plan.groups().size()];
    List<Integer> batch = new ArrayList<>();
    int batchBytes = 0;
    for (int i = 0; i < runners.length; i++) {
      MatchPlan.Group group = plan.groups().get(i);
      int bytes = bytes(group);
      if (group.rules().size() > STRAIGHT_RULES || bytes > CodeLimits.CLASS_BYTES) {
        runners[i] = indexed(group);
        continue;
      }
      if (batchBytes + bytes > CodeLimits.CLASS_BYTES) {
        straight(batch, runners);
        batch.clear();
        batchBytes = 0;
      }
      batch.add(i);
      batchBytes += bytes;
    }
    straight(batch, runners);
    return List.of(runners);
  }

  private int bytes(MatchPlan.Group group) {
    int sum = 0;
    for (MatchPlan.PlannedRule rule : group.rules()) {
      sizes.body(rule.condition());
      sum = Math.min(sum + sizes.total(rule.condition()), 1 << 28);
    }
    return sum;
  }

  private void straight(List<Integer> batch, Runner[] runners) {
    if (batch.isEmpty()) {
      return;
    }
    List<MatchPlan.Group> groups = new ArrayList<>(batch.size());
    for (int group : batch) {
      groups.add(plan.groups().get(group));
    }
    Code code = define(groups, List.of());
    for (int i = 0; i < batch.size(); i++) {
      runners[batch.get(i)] = new Runner.Straight(code, i);
    }
  }

  private Runner indexed(MatchPlan.Group group) {
    List<Expr> conditions = new ArrayList<>(group.rules().size());
    for (MatchPlan.PlannedRule rule : group.rules()) {
      conditions.add(rule.condition());
    }
    defineRules(conditions);
    int size = conditions.size();
    int[] codeIndex = new int[size];
    int[] number = new int[size];
    int[] place = new int[size];
    for (int i = 0; i < size; i++) {
      Expr condition = conditions.get(i);
      codeIndex[i] = codeOf.getOrDefault(condition, 0);
      number[i] = numberOf.getOrDefault(condition, 0);
      place[i] = group.rules().get(i).place();
    }
    return new Runner.Indexed(
        RuleIndex.of(conditions),
        codes.toArray(Code[]::new),
        codeIndex,
        number,
        place,
        first,
        state);
  }

  /** Puts conditions that no class holds yet into classes. */
  private void defineRules(List<Expr> conditions) {
    List<Expr> batch = new ArrayList<>();
    int bytes = 0;
    for (Expr condition : conditions) {
      if (codeOf.containsKey(condition) || batch.contains(condition)) {
        continue;
      }
      int size = sizes.total(condition);
      if (size > LARGEST_RULE) {
        place(List.of(condition), new Interpreted(condition));
        continue;
      }
      if (batch.size() == CodeLimits.RULES_PER_CLASS || bytes + size > CodeLimits.CLASS_BYTES) {
        flush(batch);
        bytes = 0;
      }
      batch.add(condition);
      bytes += size;
    }
    flush(batch);
  }

  private void flush(List<Expr> batch) {
    if (!batch.isEmpty()) {
      place(batch, define(List.of(), batch));
      batch.clear();
    }
  }

  private void place(List<Expr> rules, Code code) {
    for (int i = 0; i < rules.size(); i++) {
      codeOf.put(rules.get(i), codes.size());
      numberOf.put(rules.get(i), i);
    }
    codes.add(code);
  }

  private Code define(List<MatchPlan.Group> groups, List<Expr> rules) {
    CodeWriter writer = new CodeWriter(sizes, plan.shared(), first, state);
    byte[] bytes = writer.write(groups, rules);
    written.accept(bytes);
    try {
      MethodHandles.Lookup lookup =
          MethodHandles.lookup().defineHiddenClassWithClassData(bytes, writer.classData(), true);
      return (Code) lookup.lookupClass().getDeclaredConstructor().newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("generated code does not load", e);
    }
  }

  /** A condition too large for a class. */
  private static final class Interpreted extends Code {
    private final Expr condition;

    Interpreted(Expr condition) {
      this.condition = condition;
    }

    @Override
    void run(int group) {
      throw new IllegalStateException("only single rules are interpreted");
    }

    @Override
    boolean test(int rule) {
      return Interpreter.test(condition);
    }
  }
}
