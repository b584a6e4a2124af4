/**
 * Tests inside real kernels: {@link io.bulwark.lab.Lab} boots one under QEMU and runs a job in it.
 *
 * <p>A test class of any module runs in kernels with one method on the host. The class that runs in
 * the guest is named so that Surefire does not take it for one of its own ({@code …InGuest}):
 *
 * <pre>
 * &#64;Tag("kernel-vm")
 * class LsmTest {
 *   &#64;TestFactory
 *   Stream&lt;DynamicTest&gt; onKernels() {
 *     return Lab.inGuest(LsmInGuest.class, Kernels.since(Kernel.V6_1));
 *   }
 * }
 *
 * &#64;GuestOnly
 * class LsmInGuest {          // runs as root, on the host's class path, with the host's JDK
 *   &#64;Test void deniesOpen() { … }
 * }
 * </pre>
 *
 * The data, from a test to its result:
 *
 * <pre>
 * Kernels      the kernels a test makes sense on; a run boots those selected by the property
 *              bulwark.lab.kernels = ci (default) | all | none | 6.1,7.3
 * GuestJob     = Script | JavaMain | Tests
 * Machine      processors, memory, security modules, clock, limits
 * GuestResult  release, GuestEnd, output, times, outcomes of tests
 * </pre>
 *
 * {@link io.bulwark.lab.JUnitArchive} makes guests' JVMs start faster.
 *
 * <p>Layers, each using only those below: this package, {@link io.bulwark.lab.machine} (one run of
 * QEMU), {@link io.bulwark.lab.kernel} (kernels that boot), {@link io.bulwark.lab.host}; and {@link
 * io.bulwark.lab.guest}, which runs on the other side.
 */
@NullMarked
package io.bulwark.lab;

import org.jspecify.annotations.NullMarked;
