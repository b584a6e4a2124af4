package io.bulwark.vm.fault;

import org.jspecify.annotations.Nullable;

/**
 * Thrown inside a run by whoever notices a fault; the executor adds the place.
 *
 * <p>An interpreter knows its instruction. Compiled code does not keep it: there the line number of
 * the innermost generated frame, read when the signal is made, is the instruction's index plus 1.
 */
public final class FaultSignal extends RuntimeException {
  /** Name of generated classes, before the suffix that the JVM adds to hidden ones. */
  public static final String GENERATED = "io.bulwark.vm.jit.Generated";

  private static final long serialVersionUID = 1L;
  private static final StackWalker WALKER =
      StackWalker.getInstance(StackWalker.Option.SHOW_HIDDEN_FRAMES);

  private final transient Fault fault;
  private final int generatedInstruction;
  private transient @Nullable Place place;

  /** A fault of the instruction that is running. */
  public FaultSignal(Fault fault) {
    super(fault.message(), null, false, false);
    this.fault = fault;
    this.generatedInstruction = generatedLine() - 1;
  }

  private static int generatedLine() {
    return WALKER.walk(frames ->
        frames
            .filter(frame -> frame.getClassName().startsWith(GENERATED))
            .findFirst()
            .map(StackWalker.StackFrame::getLineNumber)
            .orElse(0));
  }

  /** What happened. */
  public Fault fault() {
    return fault;
  }

  /** Index of the instruction of the innermost generated code; -1 if none was running. */
  public int generatedInstruction() {
    return generatedInstruction;
  }

  /** This, at {@code where} unless an inner executor has already said where. */
  public FaultSignal at(Place where) {
    if (place == null) {
      place = where;
    }
    return this;
  }

  /** The fault with its place, for whoever started the run. */
  public MachineFault located() {
    Place where = place == null ? new Place("unknown", -1, null) : place;
    return new MachineFault(fault, where);
  }
}
