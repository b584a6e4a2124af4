/**
 * Objects made ready to run on a machine, as a kernel's loader would.
 *
 * <pre>
 * BpfObject + LoadSettings + Binder ── MachineLoader.load(MapStore, HelperTable) ──▶ LoadedObject
 *
 * maps of the object    ─▶ MapStore            (sizes from BTF, changed by LoadSettings)
 * .rodata .data .bss    ─▶ arrays of one entry (values set by LoadSettings; .rodata is read-only)
 * .kconfig              ─▶ values of LoadSettings, 0 for what is weak and absent
 * CO-RE relocations     ─▶ Binder
 * subprograms           ─▶ linked by name into each program
 * </pre>
 *
 * <p>Not here: {@code .ksyms} (there is no kernel; weak ones are 0), attaching, the verifier.
 */
@NullMarked
package io.bulwark.vm.load;

import org.jspecify.annotations.NullMarked;
