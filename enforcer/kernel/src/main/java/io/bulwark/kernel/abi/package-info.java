/**
 * The restricted calls: method handles on libbpf and libc, one class an ABI area.
 *
 * <p>Nothing here owns anything or throws for an errno: a negative {@code int} or {@code long} is
 * {@code -errno}, a null pointer means that {@link io.bulwark.kernel.abi.CallState#errno()} says
 * why. Owners and typed failures are made one package up. Structures are written by offset (the
 * {@code *_opts} start with their size and are zero where unused), facts from libbpf 1.0 to 1.1 and
 * {@code include/uapi/linux/bpf.h}.
 *
 * <p>Not exported: other modules have no way to native code but the owners.
 */
@NullMarked
package io.bulwark.kernel.abi;

import org.jspecify.annotations.NullMarked;
