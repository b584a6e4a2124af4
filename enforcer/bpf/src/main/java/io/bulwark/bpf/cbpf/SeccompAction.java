package io.bulwark.bpf.cbpf;

/**
 * What the upper half of a filter's result asks for, the most restrictive first. The lower half is
 * data: the errno, or a number for a tracer or signal handler.
 */
public enum SeccompAction {
  /** The process ends as if by SIGSYS. Results that mean nothing do the same. */
  KILL_PROCESS(0x8000_0000, "kill_process"),
  /** The thread ends. */
  KILL_THREAD(0x0000_0000, "kill_thread"),
  /** SIGSYS is sent. */
  TRAP(0x0003_0000, "trap"),
  /** The call fails with the errno in the data, at most 4,095. */
  ERRNO(0x0005_0000, "errno"),
  /** A supervisor decides; without one the call fails with ENOSYS. */
  USER_NOTIF(0x7fc0_0000, "user_notif"),
  /** A tracer decides; without one the call fails with ENOSYS. */
  TRACE(0x7ff0_0000, "trace"),
  /** The call runs and is logged. */
  LOG(0x7ffc_0000, "log"),
  /** The call runs. */
  ALLOW(0x7fff_0000, "allow");

  /** The highest errno a filter can answer with; above it the kernel answers with this. */
  public static final int MAX_ERRNO = 4095;

  private final int value;
  private final String label;

  SeccompAction(int value, String label) {
    this.value = value;
    this.label = label;
  }

  /** The result that asks for it, with data 0. */
  public int value() {
    return value;
  }

  /** The result that asks for it with {@code data}, 16 bits. */
  public int with(int data) {
    if (data < 0 || data > 0xffff) {
      throw new IllegalArgumentException("data of a seccomp action: " + data);
    }
    return value | data;
  }

  /** As printed: {@code kill_process}. */
  public String label() {
    return label;
  }

  /** What the kernel does on {@code result}. */
  public static SeccompAction of(int result) {
    for (SeccompAction action : values()) {
      if (action.value == (result & 0xffff_0000)) {
        return action;
      }
    }
    return KILL_PROCESS;
  }

  /** The errno in {@code result} as the kernel delivers it. */
  public static int errno(int result) {
    return Math.min(result & 0xffff, MAX_ERRNO);
  }
}
