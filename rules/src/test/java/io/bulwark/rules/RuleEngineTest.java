package io.bulwark.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.bulwark.event.detection.Detection;
import io.bulwark.event.detection.FieldValue;
import io.bulwark.event.detection.Priority;
import io.bulwark.policy.CheckedRule;
import io.bulwark.rules.match.FakeSource;
import io.bulwark.rules.match.TestRules;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RuleEngineTest {
  private final FakeSource source = new FakeSource();
  private final List<Detection> detections = new ArrayList<>();

  private RuleEngine engine(EngineOptions options, CheckedRule... rules) {
    return RuleEngine.compile(TestRules.policy(List.of(rules)), source, TestRules.SCHEMA, options);
  }

  private static CheckedRule rule(int order, String condition, Priority priority) {
    return TestRules.rule(order, condition, "fired", priority);
  }

  @Test
  void fillsADetection() {
    String output = "got %proc.name by %8proc.pname| %3fd.name %user.name %toupper(proc.name)";
    RuleEngine engine =
        engine(
            EngineOptions.defaults(),
            TestRules.rule(0, "evt.type = open", output, Priority.WARNING));
    source.event("open").set("proc.name", "cat").set("proc.pname", "sh").set("fd.name", "/etc/x");
    assertThat(engine.process(detections::add)).isEqualTo(1);
    Detection found = detections.getFirst();
    assertThat(found.message()).isEqualTo("got cat by sh      | /et <NA> CAT");
    assertThat(found.fields().keySet())
        .containsExactly("proc.name", "proc.pname", "fd.name", "user.name");
    assertThat(found.fields()).containsEntry("user.name", FieldValue.Missing.INSTANCE);
    assertThat(found.fields()).containsEntry("fd.name", new FieldValue.Text("/etc/x"));
    assertThat(found.rule()).isEqualTo("rule 0");
    assertThat(found.priority()).isEqualTo(Priority.WARNING);
    assertThat(found.tags()).containsExactly("a", "b");
    assertThat(found.source()).isEqualTo("syscall");
    assertThat(found.hostname()).isEqualTo("test-host");
    assertThat(found.eventNumber()).isEqualTo(1);
    assertThat(found.timestamp()).isEqualTo(1_000_000_007L);
  }

  @Test
  void firstOrAllInLoadOrder() {
    CheckedRule[] rules = {
      rule(0, "evt.type = open and proc.name = x", Priority.ERROR),
      rule(1, "evt.type = open", Priority.ERROR),
      rule(2, "evt.type in (open, close)", Priority.ERROR)
    };
    RuleEngine first = engine(EngineOptions.defaults(), rules);
    RuleEngine all = engine(EngineOptions.defaults().withMatching(RuleMatching.ALL), rules);
    source.event("open").set("proc.name", "y");
    assertThat(first.process(detections::add)).isEqualTo(1);
    assertThat(all.process(detections::add)).isEqualTo(2);
    source.event("open").set("proc.name", "x");
    assertThat(first.process(detections::add)).isEqualTo(1);
    assertThat(all.process(detections::add)).isEqualTo(3);
    assertThat(detections.stream().map(Detection::rule))
        .containsExactly("rule 1", "rule 1", "rule 2", "rule 0", "rule 0", "rule 1", "rule 2");
    assertThat(first.fired(1)).isEqualTo(1);
    assertThat(all.fired(2)).isEqualTo(2);
    assertThat(all.fired(99)).isZero();
  }

  @Test
  void lessSevereDisabledAndForeignRulesDoNotFire() {
    CheckedRule notice = rule(0, "evt.type = open", Priority.NOTICE);
    CheckedRule base = rule(1, "evt.type = open", Priority.ERROR);
    CheckedRule disabled = copy(base, 1, "syscall", false);
    CheckedRule foreign = copy(base, 2, "k8s_audit", true);
    RuleEngine engine =
        engine(new EngineOptions(RuleMatching.ALL, Priority.WARNING), notice, disabled, foreign);
    source.event("open");
    assertThat(engine.process(detections::add)).isZero();
  }

  private static CheckedRule copy(CheckedRule r, int order, String source, boolean enabled) {
    return TestRules.with(r, order, source, enabled);
  }

  @Test
  void announcementsBeforeTheFirstEventReachNoRule() {
    RuleEngine engine = engine(EngineOptions.defaults(), rule(0, "fd.num exists", Priority.ERROR));
    source.event("useradded").set("fd.num", 1L);
    assertThat(engine.process(detections::add)).isZero();
    source.event("open").set("fd.num", 1L);
    assertThat(engine.process(detections::add)).isEqualTo(1);
    source.event("useradded").set("fd.num", 1L);
    assertThat(engine.process(detections::add)).isEqualTo(1);
  }

  @Test
  void countsWhatMissingMetadataLeavesUndecided() {
    RuleEngine engine =
        engine(
            EngineOptions.defaults().withMatching(RuleMatching.ALL),
            rule(0, "evt.type = open and container.image.repository = a", Priority.ERROR),
            rule(1, "evt.type = open and not container.privileged = true", Priority.ERROR),
            rule(2, "evt.type = open and proc.name = x and k8s.ns.name = b", Priority.ERROR),
            rule(3, "evt.type = open and (proc.name = y or container.name = c)", Priority.ERROR),
            rule(4, "evt.type = open and container.id = d", Priority.ERROR),
            rule(5, "evt.type = close and container.name = c", Priority.ERROR));
    source.event("open").set("proc.name", "y").unknownContainer();
    assertThat(engine.process(detections::add)).as("missing is false, as ever").isEqualTo(2);
    assertThat(engine.undecided()).containsExactly(1, 1, 0, 0, 0, 0);
    source.event("open").set("proc.name", "x").set("container.image.repository", "z");
    engine.process(detections::add);
    assertThat(engine.undecided()).as("a known container").containsExactly(1, 1, 0, 0, 0, 0);
    source.event("open").set("proc.name", "x").unknownContainer();
    engine.process(detections::add);
    assertThat(engine.undecided()).containsExactly(2, 2, 1, 1, 0, 0);
  }

  @Test
  void aGenericEventIsNotFoundUnderASyscallThatHasItsOwn() {
    RuleEngine engine =
        engine(
            EngineOptions.defaults().withMatching(RuleMatching.ALL),
            rule(0, "evt.type = prctl", Priority.ERROR),
            rule(1, "evt.type != open", Priority.ERROR));
    source.event("prctl").setType(401);
    assertThat(engine.process(detections::add)).isEqualTo(2);
    source.event("prctl").setType(1);
    assertThat(engine.process(detections::add)).isEqualTo(1);
  }
}
