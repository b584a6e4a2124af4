/**
 * Turns events of old schema versions into current ones: a table keyed by event id and parameter
 * count.
 */
@NullMarked
package io.bulwark.stream.convert;

import org.jspecify.annotations.NullMarked;
