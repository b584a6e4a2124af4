package io.bulwark.vm.verify.state;

import io.bulwark.bpf.isa.Register;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Registers and stack of one function call. */
public final class Frame {
  private static final int REGISTERS = 11;

  private final int entry;
  private final int call;
  private final @Nullable Callback callback;
  private final Value[] registers;
  private final StackMemory stack;

  /**
   * A frame with nothing set but r10.
   *
   * @param depth of the frame, the program's being 0
   * @param entry index of the function's first instruction
   * @param call index of the call that made it; -1 for the program
   * @param callback what is to be checked on return, if a helper calls the function
   */
  public Frame(int depth, int entry, int call, @Nullable Callback callback) {
    this(entry, call, callback, new Value[REGISTERS], new StackMemory());
    Arrays.fill(registers, Value.UNSET);
    registers[Register.FP.number()] = new Value.OfStack(depth, 0);
  }

  private Frame(
      int entry, int call, @Nullable Callback callback, Value[] registers, StackMemory stack) {
    this.entry = entry;
    this.call = call;
    this.callback = callback;
    this.registers = registers;
    this.stack = stack;
  }

  Frame copy() {
    return new Frame(entry, call, callback, registers.clone(), stack.copy());
  }

  /** Index of the function's first instruction. */
  public int entry() {
    return entry;
  }

  /** Index of the call that made this frame; -1 for the program or a global function. */
  public int call() {
    return call;
  }

  /** What is to be checked on return; null for an ordinary call. */
  public @Nullable Callback callback() {
    return callback;
  }

  /** Its stack. */
  public StackMemory stack() {
    return stack;
  }

  /** What a register holds. */
  public Value get(Register register) {
    return registers[register.number()];
  }

  /** What the register with this number holds. */
  public Value get(int register) {
    return registers[register];
  }

  /** Puts a value into a register. */
  public void set(Register register, Value value) {
    registers[register.number()] = value;
  }

  void set(int register, Value value) {
    registers[register] = value;
  }

  /** What a call does to registers: r0 has the result, r1 to r5 are gone. */
  public void afterCall(Value result) {
    registers[0] = result;
    Arrays.fill(registers, 1, 6, Value.UNSET);
  }
}
