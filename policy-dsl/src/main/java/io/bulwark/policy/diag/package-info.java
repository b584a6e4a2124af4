/**
 * Diagnostics are data: code, severity, span, message, hint; collected, sorted, printed at the end.
 */
@NullMarked
package io.bulwark.policy.diag;

import org.jspecify.annotations.NullMarked;
