/**
 * What a verifier finds, as data.
 *
 * <pre>
 * Finding := FindingKind index SourceLine? message hint
 * </pre>
 *
 * <p>{@link io.bulwark.vm.verify.finding.FindingKind} is the catalogue: every kind says what it
 * means and what usually helps. Messages are lower case without a full stop, name registers and
 * values in backticks, and speak of the program, not of the verifier.
 */
@NullMarked
package io.bulwark.vm.verify.finding;

import org.jspecify.annotations.NullMarked;
