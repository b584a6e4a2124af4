package io.bulwark.vm.verify.helper;

import java.util.List;

/**
 * How a function is called.
 *
 * @param name without {@code bpf_}
 * @param sleeps may be called by sleepable programs only
 */
public record Prototype(
    int id, String name, Result result, boolean sleeps, List<Argument> arguments) {
  public Prototype {
    arguments = List.copyOf(arguments);
  }

  /** {@code lookup_elem (1)}, for messages. */
  @Override
  public String toString() {
    return "`" + name + "` (" + id + ")";
  }
}
