package io.bulwark.vm.verify.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.LongBinaryOperator;
import java.util.function.LongUnaryOperator;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** All bounds of 4 bits in pairs, all of 6 bits alone. */
class IntervalTest {
  private static final int PAIR_BITS = 4;
  private static final int BITS = 6;

  /** All unsigned bounds with any sign, and all signed bounds. */
  private static List<Interval> oneReading(int bits) {
    Interval all = Interval.all(bits);
    List<Interval> made = new ArrayList<>();
    for (long low = 0; low <= all.umax(); low++) {
      for (long high = low; high <= all.umax(); high++) {
        made.add(all.meetUnsigned(low, high));
        made.add(all.meetSigned(low + all.smin(), high + all.smin()));
      }
    }
    return made;
  }

  /** All pairs of unsigned and signed bounds that have a member. */
  private static List<Interval> bothReadings(int bits) {
    List<Interval> made = new ArrayList<>();
    for (Interval one : oneReading(bits)) {
      for (long low = one.smin(); low <= one.smax(); low++) {
        for (long high = low; high <= one.smax(); high++) {
          Interval both = one.meetSigned(low, high);
          if (!members(both).isEmpty()) {
            made.add(both);
          }
        }
      }
    }
    return made;
  }

  private static List<Long> members(Interval interval) {
    List<Long> members = new ArrayList<>();
    for (long number = 0; number <= Interval.all(interval.bits()).umax(); number++) {
      if (interval.contains(number)) {
        members.add(number);
      }
    }
    return members;
  }

  private static long signed(long number, int bits) {
    return number << (64 - bits) >> (64 - bits);
  }

  private static Tnum bits(Interval interval) {
    return Tnum.ofRange(interval.umin(), interval.umax());
  }

  private static void checkPairs(
      BinaryOperator<Interval> abstractly, LongBinaryOperator concretely) {
    List<Interval> all = oneReading(PAIR_BITS);
    List<List<Long>> members = all.stream().map(IntervalTest::members).toList();
    for (int l = 0; l < all.size(); l++) {
      for (int r = 0; r < all.size(); r++) {
        Interval result = abstractly.apply(all.get(l), all.get(r));
        for (long left : members.get(l)) {
          for (long right : members.get(r)) {
            assertContains(result, concretely.applyAsLong(left, right));
          }
        }
      }
    }
  }

  private static void assertContains(Interval result, long value) {
    if (!result.contains(value)) {
      throw new AssertionError(result + " does not contain " + value);
    }
  }

  private static void checkEach(UnaryOperator<Interval> abstractly, LongUnaryOperator concretely) {
    for (Interval interval : oneReading(BITS)) {
      Interval result = abstractly.apply(interval);
      members(interval).forEach(m -> assertContains(result, concretely.applyAsLong(m)));
    }
  }

  @Test
  void arithmeticContainsAllResults() {
    checkPairs(Interval::add, Long::sum);
    checkPairs(Interval::subtract, (l, r) -> l - r);
    checkPairs(Interval::multiply, (l, r) -> l * r);
  }

  @Test
  void bitwiseOperationsContainAllResults() {
    checkPairs((l, r) -> l.and(r, bits(l).and(bits(r))), (l, r) -> l & r);
    checkPairs((l, r) -> l.or(r, bits(l).or(bits(r))), (l, r) -> l | r);
    checkPairs((l, r) -> l.xor(bits(l).xor(bits(r))), (l, r) -> l ^ r);
  }

  @Test
  void shiftsContainAllResults() {
    for (int shift = 0; shift < BITS; shift++) {
      int count = shift;
      checkEach(i -> i.shiftLeft(count), l -> l << count);
      checkEach(i -> i.shiftRight(count), l -> l >>> count);
      checkEach(i -> i.shiftRightSigned(count), l -> signed(l, BITS) >> count);
    }
  }

  /** The best bounds, or all where some result wraps: what the documentation claims. */
  @Test
  void sumsAndDifferencesAreTightOrGivenUp() {
    for (Interval left : oneReading(PAIR_BITS)) {
      for (Interval right : oneReading(PAIR_BITS)) {
        Interval all = Interval.all(PAIR_BITS);
        Interval sum = left.add(right);
        boolean wraps = left.umax() + right.umax() > all.umax();
        assertThat(sum.umin()).isEqualTo(wraps ? 0 : left.umin() + right.umin());
        assertThat(sum.umax()).isEqualTo(wraps ? all.umax() : left.umax() + right.umax());
        Interval difference = left.subtract(right);
        boolean overflows =
            left.smin() - right.smax() < all.smin() || left.smax() - right.smin() > all.smax();
        assertThat(difference.smin())
            .isEqualTo(overflows ? all.smin() : left.smin() - right.smax());
      }
    }
  }

  @Test
  void deducingLosesNoMember() {
    for (Interval interval : bothReadings(PAIR_BITS)) {
      assertThat(members(interval.deduce())).isEqualTo(members(interval));
      assertThat(interval.covers(interval.deduce())).isTrue();
    }
  }

  @Test
  void deducingIsBestPossibleWhereTheSignIsKnown() {
    for (Interval interval : bothReadings(PAIR_BITS)) {
      List<Long> members = members(interval);
      if ((interval.smin() ^ interval.smax()) >= 0) {
        Interval deduced = interval.deduce();
        assertThat(deduced.umin()).isEqualTo(members.getFirst());
        assertThat(deduced.umax()).isEqualTo(members.getLast());
        assertThat(deduced.smin()).isEqualTo(signed(members.getFirst(), PAIR_BITS));
        assertThat(deduced.smax()).isEqualTo(signed(members.getLast(), PAIR_BITS));
      }
    }
  }

  @Test
  void knownBitsLoseNoMember() {
    for (Interval interval : oneReading(PAIR_BITS)) {
      for (long mask = 0; mask < 16; mask++) {
        for (long value = 0; value < 16; value++) {
          if ((mask & value) == 0) {
            Tnum known = new Tnum(value, mask);
            List<Long> common = members(interval).stream().filter(known::contains).toList();
            Interval met = interval.meetBits(known);
            assertThat(common).allMatch(met::contains);
          }
        }
      }
    }
  }
}
