/** One event in memory: header and parameters, read in place. */
@NullMarked
package io.bulwark.stream.record;

import org.jspecify.annotations.NullMarked;
