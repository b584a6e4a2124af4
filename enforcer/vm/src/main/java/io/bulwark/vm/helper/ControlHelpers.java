package io.bulwark.vm.helper;

import io.bulwark.vm.map.Errno;
import io.bulwark.vm.run.Execution;
import io.bulwark.vm.run.HelperTable;

/** Loops, and what programs do to the caller. */
final class ControlHelpers {
  private static final long MAX_LOOPS = 1 << 23;
  private static final int MAX_SIGNAL = 64;

  private final Effects effects;

  private ControlHelpers(Effects effects) {
    this.effects = effects;
  }

  static void add(HelperTable.Builder table, Environment environment) {
    ControlHelpers helpers = new ControlHelpers(environment.effects());
    Effects effects = environment.effects();
    table
        .add(109, (_, number, _, _, _, _) -> helpers.signal((int) number, false))
        .add(117, (_, number, _, _, _, _) -> helpers.signal((int) number, true))
        .add(159, (_, _, flags, _, _, _) -> helpers.execOptions(flags))
        .add(181, (run, times, each, context, flags, _) -> loop(run, times, each, context, flags))
        .add(186, (_, _, _, _, _, _) -> effects.returnValue())
        .add(187, (_, value, _, _, _, _) -> helpers.returnValue((int) value))
        .tailCalls(environment.maps());
  }

  private long signal(int number, boolean thread) {
    if (number < 0 || number > MAX_SIGNAL) {
      return -Errno.EINVAL;
    }
    effects.signal(number, thread);
    return 0;
  }

  private long execOptions(long flags) {
    if ((flags & ~1) != 0) {
      return -Errno.EINVAL;
    }
    effects.execOptions(flags);
    return 0;
  }

  private long returnValue(int value) {
    effects.returnValue(value);
    return 0;
  }

  /** Calls a function until it answers other than 0; how often it was called. */
  private static long loop(Execution run, long times, long each, long context, long flags) {
    long wanted = times & 0xffff_ffffL;
    if (flags != 0) {
      return -Errno.EINVAL;
    }
    if (wanted > MAX_LOOPS) {
      return -Errno.E2BIG;
    }
    for (long at = 0; at < wanted; at++) {
      if (run.callback(each, at, context, 0, 0, 0) != 0) {
        return at + 1;
      }
    }
    return wanted;
  }
}
