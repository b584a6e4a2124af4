package io.bulwark.kernel.error;

import java.util.List;

/** libbpf could not read an object, or read it only in part. */
public final class ObjectRefused extends KernelException {
  private static final long serialVersionUID = 1L;
  private final transient List<String> messages;

  /** {@code messages} are libbpf's own, in order. */
  public ObjectRefused(String sentence, List<String> messages) {
    super(sentence, null);
    this.messages = List.copyOf(messages);
  }

  /** What libbpf printed, oldest first. */
  public List<String> messages() {
    return messages;
  }
}
