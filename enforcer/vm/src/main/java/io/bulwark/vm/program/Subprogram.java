package io.bulwark.vm.program;

/**
 * A function of a program: what is reachable from its first instruction without calls.
 *
 * @param name as the object calls it, or made from the index
 * @param entry index of its first instruction
 * @param last index of its last reachable instruction
 */
public record Subprogram(String name, int entry, int last) {
  /** How many instructions one pass forward through it can execute at most: what a call costs. */
  public int span() {
    return last - entry + 1;
  }
}
