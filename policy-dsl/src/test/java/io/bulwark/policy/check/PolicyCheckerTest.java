package io.bulwark.policy.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.bulwark.event.detection.Priority;
import io.bulwark.event.field.FieldResolver;
import io.bulwark.event.schema.EventSchema;
import io.bulwark.policy.CheckedRule;
import io.bulwark.policy.LoadOptions;
import io.bulwark.policy.diag.Code;
import io.bulwark.policy.diag.Diagnostic;
import io.bulwark.policy.diag.Diagnostics;
import io.bulwark.policy.diag.Span;
import io.bulwark.policy.output.OutputTemplate;
import io.bulwark.policy.text.SourceText;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyCheckerTest {
  private static final EventSchema SCHEMA = EventSchema.standard();
  private static final FieldResolver FIELDS = FieldResolver.standard();

  private final Diagnostics found = new Diagnostics();

  private Optional<CheckedRule> rule(String condition, String output, boolean skip) {
    return rule(condition, output, skip, LoadOptions.defaults());
  }

  private Optional<CheckedRule> rule(
      String condition, String output, boolean skip, LoadOptions options) {
    PolicyChecker checker = new PolicyChecker(FIELDS, SCHEMA, options, found);
    RuleText rule =
        new RuleText(
            0,
            "r",
            "d",
            SourceText.of(condition, "c"),
            SourceText.of(output, "o"),
            Priority.values()[0],
            List.of("b", "a"),
            "syscall",
            true,
            true,
            skip,
            Span.ofFile("c"));
    return checker.check(rule, MacroScope.empty());
  }

  private List<Code> codes() {
    return found.sorted().stream().map(Diagnostic::code).toList();
  }

  private String kinds(String condition) {
    CheckedRule rule = rule(condition, "x", false).orElseThrow();
    return rule.kinds().stream()
        .mapToObj(SCHEMA::kindName)
        .sorted()
        .collect(Collectors.joining(" "));
  }

  @Test
  void negationOfTypesIsPushedDown() {
    assertThat(kinds("evt.type in (open, openat) and not evt.type = open")).isEqualTo("openat");
    assertThat(kinds("not (evt.type != open or proc.name = x)")).isEqualTo("open");
    assertThat(kinds("not proc.name = x and evt.type = open")).isEqualTo("open");
    assertThat(kinds("not evt.type exists")).isEmpty();
    assertThat(kinds("evt.num = 0")).isEmpty();
  }

  @Test
  void warnsOfManyAndOfNoKinds() {
    assertThat(rule("proc.name = x", "x", false)).isPresent();
    assertThat(codes()).contains(Code.NO_EVENT_TYPE);
    assertThat(rule("evt.type = open and evt.type = close", "x", false)).isPresent();
    assertThat(codes()).contains(Code.NEVER_MATCHES);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "proc.nme = x; UNKNOWN_FIELD",
        "evt.type = opn; UNKNOWN_EVENT_TYPE",
        "proc.pid = 0x10; BAD_VALUE",
        "proc.pid contains 1; WRONG_OPERATOR",
        "fd.rport = 70000; BAD_VALUE",
        "user.uid = -4294967297; BAD_VALUE",
        "fd.sip = 10.0.0.0/8; BAD_VALUE",
        "fd.snet in nets; UNKNOWN_LIST",
        "evt.buffer bcontains abc; BAD_VALUE",
        "len(fd.ip) = 1; BAD_TRANSFORMER",
        "proc.name = val(proc.pid); BAD_COMPARISON",
        "spawned; UNKNOWN_MACRO",
        "fd.name regex '(a'; BAD_PATTERN",
        "fd.name regex anyof ('a', '[z-a]'); BAD_PATTERN",
        "fd.name regex '(a{100}){200}'; BAD_PATTERN"
      })
  void refuses(String condition, Code code) {
    assertThat(rule(condition, "x", false)).isEmpty();
    assertThat(codes()).contains(code);
  }

  @Test
  void strictModeRefusesWhatFailsUpstreamWhenItRuns() {
    String condition = "evt.type = connect and fd.ip intersects (127.0.0.1)";
    assertThat(rule(condition, "x", false)).isPresent();
    assertThat(codes()).containsExactly(Code.QUIRK_EITHER_END);
    LoadOptions strict = new LoadOptions(LoadOptions.Compatibility.STRICT, true);
    assertThat(rule(condition, "x", false, strict)).isEmpty();
    assertThat(codes()).contains(Code.WRONG_OPERATOR);
    assertThat(rule("evt.type = connect and fd.ip in (127.0.0.1)", "x", false, strict)).isPresent();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "evt.type in (write, sendto) and fd.l4proto != tcp; true",
        "evt.type = write and not fd.l4proto in (tcp, udp); true",
        "evt.type = write and (fd.type = ipv4 or fd.l4proto != tcp); true",
        "evt.type = write and not (proc.name = a or fd.l4proto = tcp); true",
        "evt.type = write and fd.l4proto = udp; false",
        "evt.type in (connect, sendto) and fd.l4proto != tcp; false",
        "evt.type = write and fd.type in (ipv4, ipv6) and not fd.l4proto = tcp; false",
        "evt.type = write and fd.sport = 53 and (proc.name = a or fd.l4proto != tcp); false",
        "evt.type = write and (fd.typechar = 4 or fd.typechar = 6) and fd.l4proto != tcp; false",
        "evt.type = write and (fd.typechar = 4 or proc.name = a) and fd.l4proto != tcp; true"
      })
  void warnsOfNegatedProtocolsWithoutASocketTest(String condition, boolean warns) {
    assertThat(rule(condition, "x", false)).isPresent();
    assertThat(codes().contains(Code.QUIRK_PROTOCOL_OF_FILES)).isEqualTo(warns);
  }

  @Test
  void skipsRulesWithUnknownNames() {
    assertThat(rule("no.such = x", "x", true)).isEmpty();
    assertThat(codes()).containsExactly(Code.UNKNOWN_FILTER);
    assertThat(found.hasErrors()).isFalse();
  }

  @Test
  void outputEndsAFieldAtTheLongestKnownName() {
    OutputTemplate output =
        rule("evt.type = open", "a %fd.name.x %8proc.name %toupper(proc.name)!", false)
            .orElseThrow()
            .output();
    assertThat(output.segments())
        .map(s ->
            switch (s) {
              case OutputTemplate.Segment.Literal(String text) -> text;
              case OutputTemplate.Segment.Value value ->
                  "<" + value.name() + ":" + value.width() + ">";
            })
        .containsExactly(
            "a ", "<fd.name:0>", ".x ", "<proc.name:8>", " ", "<toupper(proc.name):0>", "!");
  }

  @Test
  void refusesWrongOutputs() {
    assertThat(rule("evt.type = open", "100%", false)).isEmpty();
    assertThat(rule("evt.type = open", "%fd.ip", false)).isEmpty();
    assertThat(rule("evt.type = open", "%no.such", false)).isEmpty();
    assertThat(codes())
        .containsExactlyInAnyOrder(Code.BAD_OUTPUT, Code.BAD_OUTPUT, Code.UNKNOWN_OUTPUT_FIELD);
  }

  @Test
  void macroLoopsAndReuse() {
    ConditionChecker checker =
        new ConditionChecker(FIELDS, SCHEMA, LoadOptions.Compatibility.CORRECTED, found);
    SourceText text = SourceText.of("m", "m");
    MacroScope[] scope = new MacroScope[1];
    MacroScope.Macro macro =
        new MacroScope.Macro(
            io.bulwark.policy.parse.ConditionParser.parse(text, found, Optional.empty()),
            new Diagnostic.Item("macro", "m"),
            name -> scope[0].find(name));
    scope[0] = name -> name.equals("m") ? Optional.of(macro) : Optional.empty();
    assertThat(checker.check(macro.condition(), scope[0], Optional.empty(), false)).isEmpty();
    assertThat(codes()).containsExactly(Code.MACRO_LOOP);
  }

  @Test
  void lintsWhatSurprises() {
    rule("proc.aname != x and evt.arg.cmd = 5 and fd.ip in (1.1.1.1)", "x", false);
    assertThat(codes())
        .contains(Code.ANCESTOR_NOT_EQUAL, Code.NUMBER_AS_TEXT, Code.QUIRK_EITHER_END);
  }
}
