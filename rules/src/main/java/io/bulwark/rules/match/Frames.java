package io.bulwark.rules.match;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.attribute.StackMapFrameInfo;
import java.lang.classfile.attribute.StackMapTableAttribute;
import java.util.ArrayList;
import java.util.List;

/**
 * The stack maps of one method at a time. At every label of ours the stack is empty and no local is
 * needed any more, so a frame says nothing; to let the library find that out takes longer than to
 * write all code.
 */
final class Frames {
  private final List<StackMapFrameInfo> frames = new ArrayList<>();
  private boolean adjacent;

  void start() {
    frames.clear();
    adjacent = false;
  }

  /** Binds a label here, apart from any other: a place has one frame. */
  void bind(CodeBuilder code, Label label) {
    if (adjacent) {
      code.nop();
    }
    code.labelBinding(label);
    frames.add(StackMapFrameInfo.of(label, List.of(), List.of()));
    adjacent = true;
  }

  /** An instruction was written since the last label. */
  void instruction() {
    adjacent = false;
  }

  void end(CodeBuilder code) {
    if (!frames.isEmpty()) {
      code.with(StackMapTableAttribute.of(List.copyOf(frames)));
    }
  }
}
