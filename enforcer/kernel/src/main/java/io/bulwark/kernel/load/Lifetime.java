package io.bulwark.kernel.load;

import io.bulwark.kernel.error.ResourceClosed;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/**
 * Keeps a native resource alive while a call uses it.
 *
 * <p>Calls run side by side; the release waits for them and happens once. After it every call is
 * answered with {@link ResourceClosed}, so that a descriptor number or pointer that the system has
 * given to somebody else is never used.
 */
final class Lifetime {
  private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
  private final String what;
  private boolean ended;

  /** {@code what} names the resource in messages. */
  Lifetime(String what) {
    this.what = what;
  }

  String what() {
    return what;
  }

  /** The result of {@code call}, made while the resource is open. */
  <T> T use(Supplier<T> call) {
    lock.readLock().lock();
    try {
      requireOpen();
      return call.get();
    } finally {
      lock.readLock().unlock();
    }
  }

  /** The same with nobody else inside. */
  <T> T alone(Supplier<T> call) {
    lock.writeLock().lock();
    try {
      requireOpen();
      return call.get();
    } finally {
      lock.writeLock().unlock();
    }
  }

  /** Releases the resource, the first time. */
  void end(Runnable release) {
    lock.writeLock().lock();
    try {
      if (!ended) {
        ended = true;
        release.run();
      }
    } finally {
      lock.writeLock().unlock();
    }
  }

  private void requireOpen() {
    if (ended) {
      throw new ResourceClosed(what);
    }
  }
}
