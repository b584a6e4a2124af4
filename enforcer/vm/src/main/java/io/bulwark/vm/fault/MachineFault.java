package io.bulwark.vm.fault;

/** A run that ended in a {@link Fault}, at a known {@link Place}. */
public final class MachineFault extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Fault fault;
  private final transient Place place;

  /** {@code fault} at {@code place}. */
  public MachineFault(Fault fault, Place place) {
    super(place + ": " + fault.message(), null, false, false);
    this.fault = fault;
    this.place = place;
  }

  /** What happened. */
  public Fault fault() {
    return fault;
  }

  /** Where. */
  public Place place() {
    return place;
  }
}
