/** Reads scap captures: section header, metadata blocks, event blocks; plain or gzip. */
@NullMarked
package io.bulwark.stream.scap;

import org.jspecify.annotations.NullMarked;
