/**
 * How a run of a program ends badly: what happened, and where.
 *
 * <pre>
 * Fault  := MemoryAccess | FuelExhausted | UnsupportedFunction | CallTooDeep | BadArgument
 * Place  := function instruction SourceLine?
 *
 * memory, helpers ── FaultSignal(Fault) ──▶ executor adds the Place ──▶ MachineFault(Fault, Place)
 * </pre>
 *
 * <p>Only {@link io.bulwark.vm.fault.MachineFault} leaves a machine. {@link
 * io.bulwark.vm.fault.FaultSignal} is what memory and helper functions throw inside: they do not
 * know which instruction is running.
 */
@NullMarked
package io.bulwark.vm.fault;

import org.jspecify.annotations.NullMarked;
