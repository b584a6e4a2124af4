/**
 * What runs inside the guest, and what it reports.
 *
 * <p>{@link io.bulwark.lab.guest.TestRunner} is the main class of a guest's JVM: it runs test
 * classes on the JUnit platform and writes each outcome to a file as soon as it is known, so that a
 * kernel that panics or a JVM that dies costs only what had not ended yet.
 *
 * <pre>
 * TestReport   = started* outcome* [complete]
 * TestOutcome  = name, time, Verdict
 * Verdict      = Passed | Skipped(reason) | Failed(trace)
 * </pre>
 *
 * {@link io.bulwark.lab.guest.TestReport} reads that file on the host. Used on both sides, so
 * nothing here may depend on the rest of the lab.
 */
@NullMarked
package io.bulwark.lab.guest;

import org.jspecify.annotations.NullMarked;
