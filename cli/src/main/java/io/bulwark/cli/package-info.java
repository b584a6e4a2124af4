/**
 * Commands. No logic of their own: each parses its arguments, wires modules, prints.
 *
 * <p>{@link io.bulwark.cli.Main} is the entry; one class per command. A command prints to its
 * {@link io.bulwark.cli.Terminal} only, returns its exit code, and says what the user did wrong
 * with a {@link io.bulwark.cli.UserFault}. Exit codes are in {@link io.bulwark.cli.ExitCode}.
 */
@NullMarked
package io.bulwark.cli;

import org.jspecify.annotations.NullMarked;
