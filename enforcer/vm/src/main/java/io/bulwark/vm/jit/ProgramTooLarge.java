package io.bulwark.vm.jit;

/** A program that does not fit into one JVM class; an interpreter runs it. */
public final class ProgramTooLarge extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** A program of {@code instructions} does not fit because of {@code limit}. */
  public ProgramTooLarge(int instructions, String limit) {
    super("a program of %d instructions cannot be compiled: %s".formatted(instructions, limit));
  }
}
