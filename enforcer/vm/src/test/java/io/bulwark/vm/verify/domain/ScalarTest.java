package io.bulwark.vm.verify.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.bulwark.bpf.isa.AluOp;
import io.bulwark.bpf.isa.Condition;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Small sets of numbers around every place where something wraps or changes its sign. */
class ScalarTest {
  private static final long[] ANCHORS = {
    0,
    30,
    62,
    0x7ffffffeL,
    0xfffffffeL,
    0x1_0000_0000L,
    0x7ffffffffffffffeL,
    -3,
    -33,
    0xffffffff_80000000L
  };

  private record Sample(Scalar scalar, List<Long> members) {}

  private static List<Sample> samples() {
    List<Sample> samples = new ArrayList<>();
    for (long anchor : ANCHORS) {
      for (int low = 0; low < 4; low++) {
        for (int high = low; high < 4; high++) {
          add(samples, anchor + low, anchor + high);
        }
      }
    }
    samples.add(new Sample(Scalar.UNKNOWN, List.of(0L, -1L, 1L << 31, 1L << 63, 77L)));
    samples.add(new Sample(Scalar.ofWidth(8), List.of(0L, 1L, 127L, 128L, 255L)));
    samples.add(new Sample(Scalar.ofWidth(32), List.of(0L, 1L << 31, 0xffffffffL)));
    samples.add(new Sample(Scalar.ofSignedWidth(16), List.of(-32768L, -1L, 0L, 32767L)));
    return samples;
  }

  private static void add(List<Sample> samples, long low, long high) {
    List<Long> members = new ArrayList<>();
    for (long member = low; member != high + 1; member++) {
      members.add(member);
    }
    if (Long.compareUnsigned(low, high) <= 0) {
      samples.add(new Sample(Scalar.ofRange(low, high), members));
    }
    if (low <= high) {
      Scalar above = Comparison.refine(Condition.SGE, true, Scalar.UNKNOWN, low, true);
      Scalar within = Comparison.refine(Condition.SLE, true, above, high, true);
      samples.add(new Sample(within, members));
    }
  }

  @Test
  void arithmeticContainsAllResults() {
    List<Sample> samples = samples();
    for (AluOp op : AluOp.values()) {
      for (boolean wide : new boolean[] {true, false}) {
        for (Sample left : samples) {
          for (Sample right : samples) {
            check(op, wide, left, right);
          }
        }
      }
    }
  }

  private static void check(AluOp op, boolean wide, Sample left, Sample right) {
    Scalar result = Arithmetic.apply(op, wide, left.scalar, right.scalar);
    for (long l : left.members) {
      for (long r : right.members) {
        long value = Concrete.apply(op, wide, l, r);
        if (!result.contains(value)) {
          throw new AssertionError(
              "%s %s %s (wide %s) = %s does not contain %d"
                  .formatted(left.scalar, op, right.scalar, wide, result, value));
        }
      }
    }
  }

  @Test
  void constantsComputeExactly() {
    for (AluOp op : new AluOp[] {AluOp.ADD, AluOp.SUB, AluOp.AND, AluOp.OR, AluOp.XOR}) {
      for (long left : ANCHORS) {
        for (long right : ANCHORS) {
          for (boolean wide : new boolean[] {true, false}) {
            Scalar result = Arithmetic.apply(op, wide, Scalar.of(left), Scalar.of(right));
            assertThat(result.isConstant()).isTrue();
            assertThat(result.constant()).isEqualTo(Concrete.apply(op, wide, left, right));
          }
        }
      }
    }
  }

  @Test
  void testsAreDecidedRightAndRefinementLosesNoMember() {
    for (Condition test : Condition.values()) {
      for (boolean wide : new boolean[] {true, false}) {
        for (Sample left : samples()) {
          for (long anchor : ANCHORS) {
            for (long right = anchor - 1; right != anchor + 5; right++) {
              check(test, wide, left, right);
            }
          }
        }
      }
    }
  }

  private static void check(Condition test, boolean wide, Sample left, long right) {
    Comparison.Outcome decided = Comparison.decide(test, wide, left.scalar, right);
    Scalar taken = Comparison.refine(test, wide, left.scalar, right, true);
    Scalar passed = Comparison.refine(test, wide, left.scalar, right, false);
    for (long member : left.members) {
      boolean holds = Concrete.holds(test, wide, member, right);
      String what = "%s %s %d, wide %s".formatted(left.scalar, test, right, wide);
      assertThat(decided)
          .as(what)
          .isNotEqualTo(holds ? Comparison.Outcome.NEVER : Comparison.Outcome.ALWAYS);
      assertThat((holds ? taken : passed).contains(member)).as(what).isTrue();
    }
  }

  @Test
  void extensionsContainAllResults() {
    for (Sample sample : samples()) {
      for (long member : sample.members) {
        assertThat(sample.scalar.zeroExtended().contains(member & 0xffffffffL)).isTrue();
        assertThat(sample.scalar.signExtended(8).contains((byte) member)).isTrue();
        assertThat(sample.scalar.signExtended(16).contains((short) member)).isTrue();
        assertThat(sample.scalar.signExtended(32).contains((int) member)).isTrue();
      }
    }
  }

  @Test
  void aMaskBoundsAndAComparisonBounds() {
    Scalar masked = Arithmetic.apply(AluOp.AND, true, Scalar.UNKNOWN, Scalar.of(0xff));
    assertThat(masked.full().umax()).isEqualTo(255);
    assertThat(masked.full().smin()).isZero();
    Scalar below = Comparison.refine(Condition.LT, true, Scalar.UNKNOWN, 16, true);
    assertThat(below.full().umax()).isEqualTo(15);
    assertThat(below.bits()).isEqualTo(new Tnum(0, 15));
    Scalar scaled = Arithmetic.apply(AluOp.LSH, true, below, Scalar.of(3));
    assertThat(scaled.full().umax()).isEqualTo(120);
  }
}
