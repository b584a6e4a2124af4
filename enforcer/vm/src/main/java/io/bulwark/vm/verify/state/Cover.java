package io.bulwark.vm.verify.state;

import io.bulwark.vm.verify.domain.Scalar;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntUnaryOperator;

/**
 * Whether one state allows all that another does, so that what was found for the first holds for
 * the second.
 *
 * <p>What is unset allows everything, for it cannot be read. Identities (links, nulls, references)
 * may be numbered differently but have to correspond one to one.
 */
public final class Cover {
  private final IntUnaryOperator liveAt;
  private final IntUnaryOperator relevantAt;
  private int[] pairs = new int[16];
  private int used;

  /**
   * Compares states; not for use by several threads.
   *
   * @param liveAt the registers that are read at or after an instruction, as bits
   * @param relevantAt the registers whose numbers matter at or after it
   */
  public Cover(IntUnaryOperator liveAt, IntUnaryOperator relevantAt) {
    this.liveAt = liveAt;
    this.relevantAt = relevantAt;
  }

  /** Whether {@code general} covers {@code special}, both at instruction {@code index}. */
  public boolean covers(State general, State special, int index) {
    used = 0;
    int depth = general.depth();
    if (depth != special.depth()) {
      return false;
    }
    for (int at = depth; at >= 0; at--) {
      Frame left = general.frames().get(at);
      Frame right = special.frames().get(at);
      int place = at == depth ? index : general.frames().get(at + 1).call();
      if (!frames(left, right, liveAt.applyAsInt(place), relevantAt.applyAsInt(place))) {
        return false;
      }
    }
    return references(general.references(), special.references());
  }

  private boolean references(List<Integer> general, List<Integer> special) {
    if (general.size() != special.size()) {
      return false;
    }
    for (int at = 0; at < general.size(); at++) {
      if (!same(general.get(at), special.get(at))) {
        return false;
      }
    }
    return true;
  }

  private boolean frames(Frame general, Frame special, int live, int relevant) {
    if (general.call() != special.call()
        || general.entry() != special.entry()
        || !callbacks(general.callback(), special.callback())) {
      return false;
    }
    for (int register = 0; register < 10; register++) {
      if ((live >> register & 1) != 0
          && !registers(
              general.get(register), special.get(register), (relevant >> register & 1) != 0)) {
        return false;
      }
    }
    StackMemory stack = general.stack();
    for (int at = 0; at < stack.touched(); at++) {
      if (!slots(stack.slot(at), special.stack().slot(at))) {
        return false;
      }
    }
    return true;
  }

  /** Callbacks end in a comparison with the state before, which has to be the same one. */
  private static boolean callbacks(
      @org.jspecify.annotations.Nullable Callback general,
      @org.jspecify.annotations.Nullable Callback special) {
    return general == special;
  }

  private boolean registers(Value general, Value special, boolean relevant) {
    boolean anyNumber =
        !relevant && general instanceof Value.Number && special instanceof Value.Number;
    return anyNumber || values(general, special);
  }

  private boolean slots(Slot general, Slot special) {
    if (general == special || general.equals(Slot.UNSET)) {
      return true;
    }
    if (general instanceof Slot.Spilled(Value left)) {
      return special instanceof Slot.Spilled(Value right)
          ? values(left, right)
          : left.equals(Value.ANY) && special.asBytes().set() == 0xff;
    }
    Slot.Bytes left = general.asBytes();
    Slot.Bytes right = special.asBytes();
    return (left.set() & ~right.set()) == 0 && (left.zero() & ~right.zero()) == 0;
  }

  private boolean values(Value general, Value special) {
    return switch (general) {
      case Value.Unset _ -> true;
      case Value.Number left ->
          special instanceof Value.Number right
              && left.scalar().covers(right.scalar())
              && (left.link() == 0 || same(left.link(), right.link()));
      case Value.Memory left -> special instanceof Value.Memory right && memory(left, right);
      case Value.MapHandle left ->
          special instanceof Value.MapHandle right
              && left.map().equals(right.map())
              && same(left.nullId(), right.nullId());
      case Value.Typed left ->
          special instanceof Value.Typed right
              && left.type() == right.type()
              && left.offset() == right.offset()
              && left.trusted() == right.trusted()
              && same(left.nullId(), right.nullId());
      case Value.Context _, Value.OfStack _, Value.OfFunction _ -> general.equals(special);
    };
  }

  private boolean memory(Value.Memory left, Value.Memory right) {
    return left.offset() == right.offset()
        && regions(left.region(), right.region())
        && scalars(left.variable(), right.variable())
        && same(left.nullId(), right.nullId());
  }

  private static boolean scalars(Scalar general, Scalar special) {
    return general.covers(special);
  }

  private boolean regions(Region general, Region special) {
    if (general instanceof Region.Record(int size, int reference)) {
      return special instanceof Region.Record right
          && size == right.size()
          && same(reference, right.reference());
    }
    return general == special || general.equals(special);
  }

  /** Whether two identities correspond; 0 stands for none. */
  private boolean same(int general, int special) {
    if (general == 0 || special == 0) {
      return general == special;
    }
    for (int at = 0; at < used; at += 2) {
      if (pairs[at] == general || pairs[at + 1] == special) {
        return pairs[at] == general && pairs[at + 1] == special;
      }
    }
    if (used == pairs.length) {
      pairs = Arrays.copyOf(pairs, used * 2);
    }
    pairs[used++] = general;
    pairs[used++] = special;
    return true;
  }
}
