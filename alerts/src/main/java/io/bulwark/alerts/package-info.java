/**
 * Alert formats: Falco text ({@link io.bulwark.alerts.FalcoTextFormat}) and JSON ({@link
 * io.bulwark.alerts.FalcoJsonFormat}), one line an alert, byte for byte what Falco prints.
 *
 * <p>Last compared with Falco 0.44 development, 2026-07.
 */
@NullMarked
package io.bulwark.alerts;

import org.jspecify.annotations.NullMarked;
