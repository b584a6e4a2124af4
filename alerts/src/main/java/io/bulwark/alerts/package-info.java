/** Alert formats: Falco text and JSON. */
@NullMarked
package io.bulwark.alerts;

import org.jspecify.annotations.NullMarked;
