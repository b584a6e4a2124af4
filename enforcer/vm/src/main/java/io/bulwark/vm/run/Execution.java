package io.bulwark.vm.run;

import io.bulwark.vm.fault.Fault;
import io.bulwark.vm.fault.FaultSignal;
import io.bulwark.vm.memory.Access;
import io.bulwark.vm.memory.Cells;
import io.bulwark.vm.memory.Memory;
import io.bulwark.vm.memory.Region;
import org.jspecify.annotations.Nullable;

/**
 * The state of the run that is going on: memory, fuel, frames, tail calls. One per machine, used
 * again for every run.
 */
public final class Execution {
  /** Bytes of one frame's stack. */
  public static final int FRAME_SIZE = Cells.FRAME_SIZE;

  /** How many frames there can be at once, the first one included. */
  public static final int MAX_FRAMES = 8;

  /** How many tail calls of one run succeed. */
  public static final int MAX_TAIL_CALLS = 33;

  /** From one frame pointer to the next: a frame, and a granule that no program may touch. */
  public static final int FRAME_STRIDE = FRAME_SIZE + Memory.GRANULE;

  private final Memory memory;
  private final HelperTable helpers;
  private final long limit;
  private final long stackTop;
  private final long[][] registers = new long[MAX_FRAMES][11];
  private long fuel;
  private int depth;
  private int tailCalls;
  private @Nullable Body current;

  /**
   * Allocates the frames.
   *
   * @param limit fuel of each run, in instructions
   */
  public Execution(Memory memory, HelperTable helpers, long limit) {
    this.memory = memory;
    this.helpers = helpers;
    this.limit = limit;
    Region stack = memory.allocate(MAX_FRAMES * FRAME_STRIDE, Access.NONE);
    for (int frame = 0; frame < MAX_FRAMES; frame++) {
      memory.protect(
          stack.address() + frame * (long) FRAME_STRIDE + Memory.GRANULE,
          FRAME_SIZE,
          Access.READ_WRITE);
    }
    stackTop = stack.end();
  }

  /** The machine's memory. */
  public Memory memory() {
    return memory;
  }

  /** The machine's functions. */
  public HelperTable helpers() {
    return helpers;
  }

  /** The frame pointer of the first frame: one byte behind its last. */
  public long stackTop() {
    return stackTop;
  }

  /** Fuel of each run. */
  public long limit() {
    return limit;
  }

  /** What is left of it; not exact behind faults of other kinds in compiled loops. */
  public long fuel() {
    return fuel;
  }

  /** How many frames are in use below the first. */
  public int depth() {
    return depth;
  }

  /** Registers of the current frame, for compiled functions that are cut into several methods. */
  public long[] registers() {
    return registers[depth];
  }

  long start(Body body, long r1, long r2) {
    fuel = limit;
    depth = 0;
    tailCalls = 0;
    current = body;
    return body.call(this, 0, r1, r2, 0, 0, 0, stackTop);
  }

  /** Pays for {@code instructions}, at least 0; ends the run if that is more than is left. */
  public void charge(long instructions) {
    long left = fuel - instructions;
    fuel = left;
    if (left < 0) {
      throw outOfFuel();
    }
  }

  /** Says what is left, for compiled code that kept it in a register; ends the run if negative. */
  public void setFuel(long left) {
    fuel = left;
    if (left < 0) {
      throw outOfFuel();
    }
  }

  private FaultSignal outOfFuel() {
    return new FaultSignal(new Fault.FuelExhausted(limit));
  }

  /** Opens a frame for a function of {@code span} instructions; its frame pointer is below. */
  public void enter(int span) {
    if (depth >= MAX_FRAMES - 1) {
      throw new FaultSignal(new Fault.CallTooDeep(MAX_FRAMES));
    }
    depth++;
    charge(span);
  }

  /** Closes the frame that was opened last. */
  public void leave() {
    depth--;
  }

  /**
   * Calls a function of the running program, for helper functions that take one.
   *
   * @param function its address, as the program passed it
   * @return its r0
   */
  public long callback(long function, long r1, long r2, long r3, long r4, long r5) {
    Body body = current;
    int entry = body == null ? -1 : body.program().entryOf(function);
    if (body == null || entry < 0) {
      throw new FaultSignal(
          new Fault.BadArgument("callback", "0x%x is no function".formatted(function)));
    }
    enter(body.program().subprogram(entry).span());
    long result =
        body.call(this, entry, r1, r2, r3, r4, r5, stackTop - depth * (long) FRAME_STRIDE);
    leave();
    return result;
  }

  /**
   * The body that a tail call goes on in; null if it falls through: the slot is empty, or there
   * were {@link #MAX_TAIL_CALLS} already.
   */
  public @Nullable Body tailTarget(long map, long index) {
    TailCalls arrays = helpers.tailCalls();
    if (arrays == null) {
      throw unsupported(HelperTable.TAIL_CALL, false);
    }
    Executor target = arrays.target(this, map, index);
    if (target == null || tailCalls >= MAX_TAIL_CALLS) {
      return null;
    }
    if (target.execution() != this) {
      throw new FaultSignal(
          new Fault.BadArgument("tail_call", "the program belongs to another machine"));
    }
    tailCalls++;
    charge(target.program().subprogram(0).span());
    return target.body();
  }

  /** Goes on in {@code target} with the calling program's frame; its result is the caller's. */
  public long tailCall(Body target, long r1, long fp) {
    Body caller = current;
    current = target;
    long result = target.call(this, 0, r1, 0, 0, 0, 0, fp);
    current = caller;
    return result;
  }

  /** Calls function {@code id}, which only a register of the program knows. */
  public long callById(long id, long r1, long r2, long r3, long r4, long r5) {
    HelperFunction function = helpers.function(id);
    if (function == null) {
      throw unsupported(id, false);
    }
    return function.call(this, r1, r2, r3, r4, r5);
  }

  /** The signal that there is no function {@code id}. */
  public static FaultSignal unsupported(long id, boolean kfunc) {
    return new FaultSignal(new Fault.UnsupportedFunction(id, kfunc));
  }
}
