/**
 * What this kernel can do, found out by doing it.
 *
 * <pre>
 * Doctor ─▶ DoctorReport = KernelIdentity Check*
 * Check   = area name load attach effect          (three Outcomes)
 * Outcome = Works | Refused(errno, sentence) | Absent(since) | NotTried(reason)
 * </pre>
 *
 * Every probe really loads; where a program can be attached it is, in a cgroup made for the probe,
 * with code that does nothing outside of it; where it can deny or count, a child process in that
 * cgroup shows whether it does. Nothing is concluded from version numbers: vendors backport, and
 * hosts forbid. {@link io.bulwark.kernel.probe.Features} remembers conclusive answers only.
 */
@NullMarked
package io.bulwark.kernel.probe;

import org.jspecify.annotations.NullMarked;
