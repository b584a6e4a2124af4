package io.bulwark.kernel.load;

import static io.bulwark.kernel.abi.LibcAbi.LIBC;

import java.util.function.IntFunction;
import java.util.function.IntUnaryOperator;

/** A file descriptor of this process: owned by itself, or lent by the object that owns it. */
final class Descriptor implements AutoCloseable {
  private final int number;
  private final Lifetime lifetime;
  private final boolean owned;

  private Descriptor(int number, Lifetime lifetime, boolean owned) {
    this.number = number;
    this.lifetime = lifetime;
    this.owned = owned;
  }

  /** Takes over {@code number}. */
  static Descriptor owned(int number, String what) {
    return new Descriptor(number, new Lifetime(what), true);
  }

  /** A descriptor that is good as long as {@code owner} is; closing it does nothing. */
  static Descriptor lent(int number, Lifetime owner) {
    return new Descriptor(number, owner, false);
  }

  String what() {
    return lifetime.what();
  }

  /** Calls with the number while it is certain to be ours. */
  <T> T use(IntFunction<T> call) {
    return lifetime.use(() -> call.apply(number));
  }

  /** The same for the calls that answer with a number, negative for {@code -errno}. */
  int call(IntUnaryOperator call) {
    return lifetime.use(() -> call.applyAsInt(number));
  }

  @Override
  public void close() {
    if (owned) {
      lifetime.end(() -> LIBC.close(number));
    }
  }
}
