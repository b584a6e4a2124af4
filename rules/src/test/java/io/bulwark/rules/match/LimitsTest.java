package io.bulwark.rules.match;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.bulwark.policy.CheckedRule;
import io.bulwark.policy.LoadOptions.Compatibility;
import java.lang.classfile.ClassFile;
import java.lang.classfile.attribute.CodeAttribute;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sizes at and beyond every limit of generated code. */
class LimitsTest {
  private final FakeSource source = new FakeSource();
  private final List<byte[]> classes = new ArrayList<>();

  private Matcher compile(List<CheckedRule> rules) {
    return Matcher.compile(
        rules, source.binder(), TestRules.SCHEMA, false, Compatibility.CORRECTED, classes::add);
  }

  private int largestMethod() {
    return classes.stream()
        .map(bytes -> ClassFile.of().parse(bytes))
        .flatMap(c -> c.methods().stream())
        .filter(m -> !m.methodName().equalsString("<clinit>"))
        .mapToInt(m -> ((CodeAttribute) m.code().orElseThrow()).codeLength())
        .max()
        .orElse(0);
  }

  private static String many(String joint, int count, String format) {
    StringJoiner text = new StringJoiner(joint);
    for (int i = 0; i < count; i++) {
      text.add(format.replace("#", Integer.toString(i)));
    }
    return text.toString();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 63, 64, 65, 127, 128, 129, 4095, 4096, 4097, 30_000})
  void longAlternatives(int count) {
    String condition = "evt.type = open and (" + many(" or ", count, "fd.num = 1#") + ")";
    Matcher matcher = compile(TestRules.rules(List.of(condition)));
    assertThat(largestMethod()).isLessThan(CodeLimits.METHOD_BYTES);
    source.event("open").set("fd.num", Long.parseLong("1" + (count - 1)));
    assertThat(matcher.match(source.kind())).isEqualTo(1);
    source.event("open").set("fd.num", 5L);
    assertThat(matcher.match(source.kind())).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 63, 64, 65, 200, 1000})
  void manyRulesWithSharedNodesAndAtoms(int count) {
    List<String> conditions = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String shared = "(fd.num > " + i + " and proc.name startswith p" + i + ")";
      conditions.add("evt.type = open and " + shared + " and fd.name contains x");
      conditions.add("evt.type = open and " + shared + " and not fd.name contains x");
    }
    Matcher matcher = compile(TestRules.rules(conditions));
    assertThat(largestMethod()).isLessThan(CodeLimits.METHOD_BYTES);
    int last = count - 1;
    source.event("open").set("fd.num", (long) count).set("proc.name", "p" + last + "z");
    int wanted = 0;
    for (int i = 0; i < count; i++) {
      wanted += ("p" + last + "z").startsWith("p" + i) ? 1 : 0;
    }
    assertThat(matcher.match(source.kind())).isEqualTo(wanted);
    assertThat(matcher.fired(wanted - 1)).isEqualTo(2 * last + 1);
  }

  @Test
  void aListOfTenThousand() {
    String condition = "evt.type = open and proc.name in (" + many(", ", 10_000, "n#") + ")";
    Matcher matcher = compile(TestRules.rules(List.of(condition)));
    source.event("open").set("proc.name", "n9999");
    assertThat(matcher.match(source.kind())).isEqualTo(1);
    source.event("open").set("proc.name", "n10000");
    assertThat(matcher.match(source.kind())).isZero();
  }

  @Test
  void aFieldIsReadOnceAndOnlyWhenNeeded() {
    Matcher matcher =
        compile(
            TestRules.rules(
                List.of(
                    "evt.type = open and fd.num = 1 and proc.name = a",
                    "evt.type = open and fd.num = 1 and proc.name = b",
                    "evt.type = open and fd.num = 1 and proc.name startswith c")));
    source.event("open").set("fd.num", 2L).set("proc.name", "a");
    assertThat(matcher.match(source.kind())).isZero();
    assertThat(source.takeReads("proc.name")).isZero();
    assertThat(source.takeReads("fd.num")).isEqualTo(1);
    source.event("open").set("fd.num", 1L).set("proc.name", "c");
    assertThat(matcher.match(source.kind())).isEqualTo(1);
    assertThat(source.takeReads("proc.name")).isEqualTo(1);
    assertThat(source.takeReads("fd.num")).isEqualTo(1);
    source.event("close").set("fd.num", 1L);
    assertThat(matcher.match(source.kind())).isZero();
    assertThat(source.takeReads("fd.num")).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {100, 1_000, 10_000})
  void costFollowsTheRulesThatCanMatch(int count) {
    List<String> conditions = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      conditions.add(
          "evt.type in (open, openat) and fd.num >= 0 and "
              + (i % 2 == 0 ? "proc.name = daemon" + i : "fd.name startswith /srv/" + i + "/")
              + " and not user.uid = 0");
    }
    List<CheckedRule> rules = TestRules.rules(conditions);
    long heapBefore = usedHeap();
    long start = System.nanoTime();
    Matcher matcher = compile(rules);
    long compileMillis = (System.nanoTime() - start) / 1_000_000;
    classes.clear();
    long heap = usedHeap() - heapBefore;
    source
        .event("open")
        .set("fd.num", 3L)
        .set("proc.name", "daemon42")
        .set("fd.name", "/srv/7/x")
        .set("user.uid", 5L);
    int kind = source.kind();
    assertThat(matcher.match(kind)).isEqualTo(2);
    source.set("proc.name", "other").set("fd.name", "/home/x");
    long best = Long.MAX_VALUE;
    for (int round = 0; round < 20; round++) {
      long from = System.nanoTime();
      for (int i = 0; i < 20_000; i++) {
        matcher.match(kind);
      }
      best = Math.min(best, (System.nanoTime() - from) / 20_000);
    }
    System.out.println(
        count
            + " rules: compiled in "
            + compileMillis
            + " ms, "
            + heap / 1024
            + " KB, "
            + best
            + " ns an event that none matches");
    assertThat(heap).isLessThan(256L << 20);
    // A walk over 10,000 rules would take tens of microseconds.
    assertThat(best).isLessThan(5_000);
  }

  private static long usedHeap() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  @Test
  void allocatesNothingPerEvent() {
    ByteReaders readers = new ByteReaders();
    Matcher own =
        Matcher.compile(
            TestRules.rules(
                List.of(
                    "evt.type = open and proc.name in (a, b) and fd.name glob /x*",
                    "evt.type = open and fd.name contains etc and not proc.name startswith c",
                    "evt.type = open and fd.name pmatch (/etc, /usr/*/x)",
                    "proc.name icontains Q and tolower(fd.name) = q",
                    "proc.name startswith oneof (v1, v2)")),
            readers,
            TestRules.SCHEMA,
            false,
            Compatibility.CORRECTED);
    int kind = TestRules.SCHEMA.kind("open");
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    for (int i = 0; i < 400_000; i++) {
      readers.next();
      own.match(kind);
    }
    long before = threads.getCurrentThreadAllocatedBytes();
    int fired = 0;
    for (int i = 0; i < 1_000_000; i++) {
      readers.next();
      fired += own.match(kind);
    }
    long allocated = threads.getCurrentThreadAllocatedBytes() - before;
    assertThat(fired).isPositive();
    // The call that asks allocates a little itself.
    assertThat(allocated).isLessThan(10_000);
  }
}
