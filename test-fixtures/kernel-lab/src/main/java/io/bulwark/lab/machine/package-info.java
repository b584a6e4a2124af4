/**
 * One run of a virtual machine: a kernel, a shell script, and what came of it.
 *
 * <p>{@link io.bulwark.lab.machine.VirtualMachine} starts QEMU's software emulation (no rights
 * needed, no hardware support used) without a network. The guest sees the host's files through 9p,
 * read-only under an overlay in memory: the JDK, libraries and built classes are where they are on
 * the host, and what a job writes is gone when it ends. A second share is a folder of this run
 * only, {@link io.bulwark.lab.machine.JobFolder}; in the job it is {@code /run/bulwark-lab}:
 *
 * <pre>
 * host → guest   job.sh      what to run
 *                modules     the folder to show as /lib/modules
 *                shell       exists if the job is for a person at the console
 * guest → host   release     uname -r; appears when the job starts
 *                lsm         the active security modules
 *                output      what the job writes, both streams, as it is written
 *                uptime      guest's seconds at start and end of the job
 *                dmesg       the kernel's log
 *                exit        the exit code; appears last
 *                tests       what {@link io.bulwark.lab.guest} reports
 * </pre>
 *
 * Nothing is searched for in the console's text, so that no output can be mistaken for an outcome.
 *
 * <pre>
 * GuestEnd = Exited(code)      the job ended, whatever its code
 *          | TimedOut(limit)   the job ran longer than it may, and the machine was ended
 *          | Died(reason)      the machine ended before its job: a panic, or it did not boot
 * </pre>
 */
@NullMarked
package io.bulwark.lab.machine;

import org.jspecify.annotations.NullMarked;
