package io.bulwark.bpf.object;

import java.util.List;

/** A blueprint that loaders would refuse, or worse, take and run wrongly. */
public final class InvalidObject extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<String> problems;

  /** All {@code problems} found. */
  public InvalidObject(List<String> problems) {
    super(String.join("; ", problems));
    this.problems = List.copyOf(problems);
  }

  /** One sentence each, naming the function, map or variable. */
  public List<String> problems() {
    return problems;
  }
}
