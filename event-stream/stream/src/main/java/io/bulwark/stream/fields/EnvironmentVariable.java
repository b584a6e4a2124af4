package io.bulwark.stream.fields;

import io.bulwark.event.value.ByteSlice;
import java.nio.charset.StandardCharsets;

/** Finds one variable's value in an environment, without the blanks around it. */
final class EnvironmentVariable {
  private final byte[] prefix;
  private final ByteSlice value = new ByteSlice();

  EnvironmentVariable(String name) {
    prefix = (name + "=").getBytes(StandardCharsets.UTF_8);
  }

  /** The value in {@code environment}; empty if the variable is not there or empty. */
  ByteSlice in(ByteSlice[] environment) {
    for (ByteSlice entry : environment) {
      if (entry.length() > prefix.length && entry.startsWith(prefix)) {
        int from = prefix.length;
        int to = entry.length();
        while (from < to && entry.at(from) == ' ') {
          from++;
        }
        while (to > from && entry.at(to - 1) == ' ') {
          to--;
        }
        return value.set(entry.array(), entry.offset() + from, to - from);
      }
    }
    return value.set(prefix, 0, 0);
  }
}
