package io.bulwark.vm.verify.state;

import io.bulwark.bpf.isa.Register;
import io.bulwark.vm.verify.finding.FindingKind;
import io.bulwark.vm.verify.finding.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Everything known at one instruction of one path. */
public final class State {
  private final List<Frame> frames;

  /** Records that are reserved and not yet released. */
  private final List<Integer> references;

  private State(List<Frame> frames, List<Integer> references) {
    this.frames = frames;
    this.references = references;
  }

  /** The start of a function that the kernel calls. */
  public static State start(int entry) {
    List<Frame> frames = new ArrayList<>(2);
    frames.add(new Frame(0, entry, -1, null));
    return new State(frames, new ArrayList<>(2));
  }

  /** A copy that another path may change. */
  public State copy() {
    List<Frame> copies = new ArrayList<>(frames.size() + 1);
    frames.forEach(frame -> copies.add(frame.copy()));
    return new State(copies, new ArrayList<>(references));
  }

  /** All frames, the program's first. */
  public List<Frame> frames() {
    return frames;
  }

  /** How many calls deep it is. */
  public int depth() {
    return frames.size() - 1;
  }

  /** The innermost frame. */
  public Frame frame() {
    return frames.getLast();
  }

  /** The frame that {@code pointer} points into. */
  public Frame frame(Value.OfStack pointer) {
    return frames.get(pointer.frame());
  }

  /** Enters a function. */
  public void push(Frame frame) {
    frames.add(frame);
  }

  /** Leaves a function. */
  public Frame pop() {
    return frames.removeLast();
  }

  /** The records that are reserved. */
  public List<Integer> references() {
    return references;
  }

  /** A hash of the constants in those registers of the innermost frame that {@code live} names. */
  public int constants(int live) {
    int hash = 1;
    for (int register = 0; register < Register.FP.number(); register++) {
      if ((live >> register & 1) != 0
          && frame().get(register) instanceof Value.Number(var scalar, _)
          && scalar.isConstant()) {
        hash = (hash + register) * 31 + Long.hashCode(scalar.constant());
      }
    }
    return hash;
  }

  /** What a register holds, whatever it is. */
  public Value get(Register register) {
    return frame().get(register);
  }

  /** What a register holds; refuses if nothing was written to it. */
  public Value read(Register register) {
    Value value = get(register);
    if (value instanceof Value.Unset) {
      throw new Refusal(
          FindingKind.UNSET_REGISTER,
          "`%s` is read, but nothing was written to it".formatted(register));
    }
    return value;
  }

  /** Puts a value into a register. */
  public void set(Register register, Value value) {
    frame().set(register, value);
  }

  /** Changes every value, in all registers and slots. */
  public void replaceAll(UnaryOperator<Value> change) {
    for (Frame frame : frames) {
      for (int register = 0; register < Register.FP.number(); register++) {
        frame.set(register, change.apply(frame.get(register)));
      }
      StackMemory stack = frame.stack();
      for (int at = 0; at < stack.touched(); at++) {
        if (stack.slot(at) instanceof Slot.Spilled(Value value)) {
          Value changed = change.apply(value);
          if (changed != value) {
            stack.put(at, changed instanceof Value.Unset ? Slot.UNSET : new Slot.Spilled(changed));
          }
        }
      }
    }
  }
}
