/** The ring buffer: draining it from Java against draining it with libbpf from C. */
@NullMarked
package io.bulwark.benchmarks.ring;

import org.jspecify.annotations.NullMarked;
