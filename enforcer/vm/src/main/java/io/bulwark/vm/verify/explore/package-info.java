/**
 * Follows every path of a program and what is known on it.
 *
 * <pre>
 * Exploration ── one instruction at a time ──▶ Step
 *      │                                        ├─ Computation, PointerMath   registers
 *      │ joins: Visited                         ├─ Access                     memory
 *      ▼                                        ├─ Branch                     two ways on
 *   findings, or none                           └─ Calls, HelperCall, Exits   functions
 * </pre>
 *
 * <p>A path ends at exit, at a {@link io.bulwark.vm.verify.finding.Refusal}, or where an earlier
 * path has been with a state that covers its own. A path that comes back to one of its own states
 * is an endless loop.
 */
@NullMarked
package io.bulwark.vm.verify.explore;

import org.jspecify.annotations.NullMarked;
