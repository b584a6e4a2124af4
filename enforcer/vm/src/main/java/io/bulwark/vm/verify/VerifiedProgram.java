package io.bulwark.vm.verify;

import io.bulwark.bpf.isa.Code;
import io.bulwark.vm.verify.rules.Candidate;

/** A program that the {@link Verifier} accepted; only it makes them. */
public final class VerifiedProgram {
  private final Candidate candidate;

  VerifiedProgram(Candidate candidate) {
    this.candidate = candidate;
  }

  /** Its instructions. */
  public Code code() {
    return candidate.code();
  }

  /** What it was verified against. */
  public Candidate candidate() {
    return candidate;
  }
}
