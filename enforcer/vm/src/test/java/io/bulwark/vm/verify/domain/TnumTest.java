package io.bulwark.vm.verify.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.IntFunction;
import java.util.function.LongBinaryOperator;
import java.util.function.LongUnaryOperator;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** All tristate numbers of 5 bits, at the low and at the high end of the word. */
class TnumTest {
  private static final int BITS = 5;

  private static List<Tnum> all(int shift) {
    List<Tnum> all = new ArrayList<>();
    for (long mask = 0; mask < 1 << BITS; mask++) {
      for (long value = 0; value < 1 << BITS; value++) {
        if ((value & mask) == 0) {
          all.add(new Tnum(value << shift, mask << shift));
        }
      }
    }
    return all;
  }

  private static long[] members(Tnum tnum) {
    long[] members = new long[1 << Long.bitCount(tnum.mask())];
    long subset = 0;
    for (int i = 0; i < members.length; i++) {
      members[i] = tnum.value() | subset;
      subset = (subset - tnum.mask()) & tnum.mask();
    }
    return members;
  }

  private static void checkBinary(
      BinaryOperator<Tnum> abstractly, LongBinaryOperator concretely, boolean best) {
    for (int shift : new int[] {0, 64 - BITS}) {
      for (Tnum left : all(shift)) {
        for (Tnum right : all(shift)) {
          check(left, right, abstractly.apply(left, right), concretely, best);
        }
      }
    }
  }

  private static void check(
      Tnum left, Tnum right, Tnum result, LongBinaryOperator concretely, boolean best) {
    long ones = -1;
    long some = 0;
    for (long l : members(left)) {
      for (long r : members(right)) {
        long value = concretely.applyAsLong(l, r);
        assertContains(result, value);
        ones &= value;
        some |= value;
      }
    }
    if (best) {
      assertThat(result).isEqualTo(new Tnum(ones, some & ~ones));
    }
  }

  private static void assertContains(Tnum result, long value) {
    if (!result.contains(value)) {
      throw new AssertionError(result + " does not contain " + value);
    }
  }

  private static void checkUnary(UnaryOperator<Tnum> abstractly, LongUnaryOperator concretely) {
    for (int shift : new int[] {0, 30, 64 - BITS}) {
      for (Tnum tnum : all(shift)) {
        check(tnum, Tnum.of(0), abstractly.apply(tnum), (l, _) -> concretely.applyAsLong(l), true);
      }
    }
  }

  @Test
  void addIsBestPossible() {
    checkBinary(Tnum::add, Long::sum, true);
  }

  @Test
  void subtractIsBestPossible() {
    checkBinary(Tnum::subtract, (l, r) -> l - r, true);
  }

  @Test
  void bitwiseOperationsAreBestPossible() {
    checkBinary(Tnum::and, (l, r) -> l & r, true);
    checkBinary(Tnum::or, (l, r) -> l | r, true);
    checkBinary(Tnum::xor, (l, r) -> l ^ r, true);
  }

  @Test
  void multiplyContainsAllProducts() {
    checkBinary(Tnum::multiply, (l, r) -> l * r, false);
  }

  @Test
  void shiftsAndExtensionsAreBestPossible() {
    for (int count : new int[] {0, 1, 3, 31, 32, 60, 63}) {
      checkUnary(tnum -> tnum.shiftLeft(count), l -> l << count);
      checkUnary(tnum -> tnum.shiftRight(count), l -> l >>> count);
      checkUnary(tnum -> tnum.shiftRightSigned(count), l -> l >> count);
    }
    checkUnary(tnum -> tnum.cut(32), l -> l & 0xffffffffL);
    checkUnary(tnum -> tnum.signExtend(8), l -> (byte) l);
    checkUnary(tnum -> tnum.signExtend(32), l -> (int) l);
  }

  @Test
  void meetHasExactlyTheCommonMembers() {
    for (Tnum left : all(0)) {
      for (Tnum right : all(0)) {
        List<Long> common = new ArrayList<>();
        for (long member : members(left)) {
          if (right.contains(member)) {
            common.add(member);
          }
        }
        assertThat(left.conflicts(right)).isEqualTo(common.isEmpty());
        if (!common.isEmpty()) {
          assertThat(members(left.meet(right))).hasSize(common.size());
          common.forEach(member -> assertContains(left.meet(right), member));
        }
      }
    }
  }

  @Test
  void coversMeansAllMembers() {
    for (Tnum left : all(0)) {
      for (Tnum right : all(0)) {
        boolean all = true;
        for (long member : members(right)) {
          all &= left.contains(member);
        }
        assertThat(left.covers(right)).isEqualTo(all);
      }
    }
  }

  @Test
  void rangeIsTheSmallestThatContainsIt() {
    for (long low = 0; low < 64; low++) {
      long ones = -1;
      long some = 0;
      for (long high = low; high < 64; high++) {
        ones &= high;
        some |= high;
        assertThat(Tnum.ofRange(low, high)).isEqualTo(new Tnum(ones, some & ~ones));
      }
    }
    assertThat(Tnum.ofRange(0, -1)).isEqualTo(Tnum.UNKNOWN);
  }

  @Test
  void powersOfTwoMultiplyExactly() {
    IntFunction<Tnum> power = shift -> Tnum.of(1L << shift);
    for (Tnum tnum : all(3)) {
      assertThat(tnum.multiply(power.apply(4))).isEqualTo(tnum.shiftLeft(4));
      assertThat(power.apply(4).multiply(tnum)).isEqualTo(tnum.shiftLeft(4));
    }
  }

  @Test
  void aBitIsKnownOrNot() {
    assertThatThrownBy(() -> new Tnum(1, 1)).isInstanceOf(IllegalArgumentException.class);
  }
}
