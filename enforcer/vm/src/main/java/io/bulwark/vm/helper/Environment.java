package io.bulwark.vm.helper;

import io.bulwark.vm.map.MapStore;
import java.util.function.IntSupplier;

/**
 * Where the answers come from.
 *
 * @param maps the machine's maps
 * @param task the recorded task
 * @param clock the recorded time
 * @param random numbers by chance; seeded, so that a dry run can be repeated
 * @param paths recorded paths
 * @param owners objects behind addresses
 * @param effects where effects are written down
 */
public record Environment(
    MapStore maps,
    TaskContext task,
    Clock clock,
    IntSupplier random,
    PathSource paths,
    OwnerSource owners,
    Effects effects) {
  /** An environment where time stands still at 0, chance is 0, and nothing has a path. */
  public static Environment of(MapStore maps, TaskContext task, Effects effects) {
    return new Environment(
        maps, task, Clock.at(0), () -> 0, PathSource.NONE, OwnerSource.ADDRESSES, effects);
  }

  /** The same with this clock. */
  public Environment withClock(Clock other) {
    return new Environment(maps, task, other, random, paths, owners, effects);
  }

  /** The same with these random numbers. */
  public Environment withRandom(IntSupplier other) {
    return new Environment(maps, task, clock, other, paths, owners, effects);
  }

  /** The same with these paths and objects. */
  public Environment withObjects(PathSource otherPaths, OwnerSource otherOwners) {
    return new Environment(maps, task, clock, random, otherPaths, otherOwners, effects);
  }
}
