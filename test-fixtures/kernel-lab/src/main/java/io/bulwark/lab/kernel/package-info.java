/**
 * Kernels that boot: from a version's name to files that QEMU takes.
 *
 * <pre>
 * Kernel        a series of kernels and the Debian suites that have it
 *   → AptMirror     the mirror that this machine's own package sources name
 *   → AptSuite      one suite of it, with package lists apart from the machine's
 *   → KernelPackages  the package closure, downloaded and unpacked
 *   → Initramfs     busybox, the modules of {@link io.bulwark.lab.kernel.BootModules}, guest-init
 *   → KernelImage   release, vmlinuz, initramfs, module tree
 * </pre>
 *
 * {@link io.bulwark.lab.kernel.KernelImages} does this once per kernel and keeps the outcome in the
 * {@link io.bulwark.lab.kernel.Cache}: a folder outside the sources, where everything appears by an
 * atomic rename and one process at a time works on a kernel. A kernel that was fetched is kept
 * until its folder is deleted; the initramfs is made anew when its ingredients change.
 *
 * <p>{@code guest-init} (a resource next to this package) is the first program in the guest; what
 * it and the host tell each other is described in {@link io.bulwark.lab.machine}.
 */
@NullMarked
package io.bulwark.lab.kernel;

import org.jspecify.annotations.NullMarked;
