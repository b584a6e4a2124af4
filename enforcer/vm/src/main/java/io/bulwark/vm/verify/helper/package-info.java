/**
 * The functions that programs may call, as prototypes.
 *
 * <pre>
 * Prototype := id name Argument* Result sleeps
 * </pre>
 *
 * <p>Ids and prototypes: {@code include/uapi/linux/bpf.h} (Linux 6.1) and loads on Linux 6.18. A
 * function that is not in {@link io.bulwark.vm.verify.helper.Helpers} may exist in a kernel;
 * programs that call it are refused here.
 */
@NullMarked
package io.bulwark.vm.verify.helper;

import org.jspecify.annotations.NullMarked;
