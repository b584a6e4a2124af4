/**
 * What the lab needs of the machine it runs on: programs, processes, and the ways it can fail.
 *
 * <pre>
 * LabException = LabUnavailable   something is not installed or not reachable: tests skip aloud
 *              | LabFailure       something is there and broken: tests fail
 * </pre>
 *
 * {@link io.bulwark.lab.host.Programs} finds and runs programs of the host, always with a time
 * limit. Nothing here knows of kernels or guests.
 */
@NullMarked
package io.bulwark.lab.host;

import org.jspecify.annotations.NullMarked;
