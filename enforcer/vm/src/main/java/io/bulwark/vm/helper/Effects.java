package io.bulwark.vm.helper;

/** What programs do beyond their result: it is written down, not done. */
public interface Effects {
  /** A signal was sent to the task's process, or only to its thread. */
  void signal(int number, boolean thread);

  /** Options were set on a program that is about to be executed (1: secure execution). */
  void execOptions(long flags);

  /** A line was printed; {@code text} is good until this returns. */
  void printed(byte[] text, int length);

  /** The result that the system call has at the moment. */
  int returnValue();

  /** The result was set. */
  void returnValue(int value);
}
