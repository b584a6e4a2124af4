/** The stateless matcher: all loaded conditions compiled together to JVM bytecode. */
@NullMarked
package io.bulwark.rules;

import org.jspecify.annotations.NullMarked;
