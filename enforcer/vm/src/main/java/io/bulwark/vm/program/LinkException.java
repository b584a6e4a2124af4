package io.bulwark.vm.program;

import io.bulwark.vm.fault.Place;

/** Code that cannot be made a program for this machine. */
public final class LinkException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Place place;

  /** {@code problem} at {@code place}. */
  public LinkException(Place place, String problem) {
    super(place + ": " + problem);
    this.place = place;
  }

  /** Where; the instruction is counted in its function if linking had not put it in place yet. */
  public Place place() {
    return place;
  }
}
