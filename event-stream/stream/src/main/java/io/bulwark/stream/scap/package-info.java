/** Reads and writes scap captures: section header, metadata blocks, event blocks. */
@NullMarked
package io.bulwark.stream.scap;

import org.jspecify.annotations.NullMarked;
