/** Commands. No logic of their own: each parses its arguments, wires modules, prints. */
@NullMarked
package io.bulwark.cli;

import org.jspecify.annotations.NullMarked;
