package io.bulwark.vm.verify.rules;

/**
 * What a program may return.
 *
 * @param least as a signed 32-bit number
 * @param most as a signed 32-bit number
 */
public record ResultRange(int least, int most) {
  /** Any number. */
  public static final ResultRange ANY = new ResultRange(Integer.MIN_VALUE, Integer.MAX_VALUE);

  /** 0 or a negated error number: what LSM hooks return. */
  public static final ResultRange ERRNO = new ResultRange(-4095, 0);

  /** 0 or 1: callbacks, and most cgroup programs. */
  public static final ResultRange FLAG = new ResultRange(0, 1);

  /** {@code least..most}. */
  @Override
  public String toString() {
    return least + ".." + most;
  }
}
