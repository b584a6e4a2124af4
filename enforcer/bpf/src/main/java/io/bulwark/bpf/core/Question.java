package io.bulwark.bpf.core;

import io.bulwark.bpf.btf.BtfType;
import io.bulwark.bpf.core.Target.Candidate;
import java.util.Optional;

/**
 * A relocation, understood on the local types: what it is about, and how to answer it for one
 * candidate, or for none.
 */
interface Question {

  /**
   * The answer of one candidate; empty if it does not have what is asked for.
   *
   * @throws CoreException if it cannot be asked of this candidate
   */
  Optional<Answer> ask(Candidate candidate);

  /** The answer when no candidate has it. */
  Resolution withoutCandidate();

  /**
   * An answer, and the place that all answers must share.
   *
   * @param bitOffset of the field; 0 for types and enumerators
   */
  record Answer(long bitOffset, Resolution.Value value) {}

  /** The type that candidates are looked for by. */
  BtfType root();
}
