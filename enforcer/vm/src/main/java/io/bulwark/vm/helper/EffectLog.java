package io.bulwark.vm.helper;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Effects as a list of lines: {@code signal 9}. */
public final class EffectLog implements Effects {
  private final List<String> lines = new ArrayList<>();
  private int returnValue;

  /** Nothing happened yet. */
  public EffectLog() {}

  @Override
  public void signal(int number, boolean thread) {
    lines.add("signal " + number + (thread ? " to the thread" : ""));
  }

  @Override
  public void execOptions(long flags) {
    lines.add("exec options " + flags);
  }

  @Override
  public void printed(byte[] text, int length) {
    lines.add("printed " + new String(text, 0, length, StandardCharsets.UTF_8));
  }

  @Override
  public int returnValue() {
    return returnValue;
  }

  @Override
  public void returnValue(int value) {
    returnValue = value;
  }

  /** What happened, in order. */
  public List<String> lines() {
    return List.copyOf(lines);
  }

  /** Forgets everything, for the next event. */
  public void clear() {
    lines.clear();
    returnValue = 0;
  }
}
