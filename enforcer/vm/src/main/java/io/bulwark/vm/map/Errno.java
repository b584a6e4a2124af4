package io.bulwark.vm.map;

/** The error numbers that maps and helper functions answer with, negated. */
public final class Errno {
  /** Not permitted. */
  public static final int EPERM = 1;

  /** Not there. */
  public static final int ENOENT = 2;

  /** Too big, or full. */
  public static final int E2BIG = 7;

  /** No room at the moment. */
  public static final int EAGAIN = 11;

  /** No memory. */
  public static final int ENOMEM = 12;

  /** An address that cannot be followed. */
  public static final int EFAULT = 14;

  /** In use. */
  public static final int EBUSY = 16;

  /** There already. */
  public static final int EEXIST = 17;

  /** Makes no sense. */
  public static final int EINVAL = 22;

  /** No room left. */
  public static final int ENOSPC = 28;

  /** Out of range. */
  public static final int ERANGE = 34;

  /** Not for this kind of map. */
  public static final int EOPNOTSUPP = 95;

  /** The kernel's internal "not supported". */
  public static final int ENOTSUPP = 524;

  private Errno() {}
}
