/** Choosing which rules run, and what they say, after loading. */
@NullMarked
package io.bulwark.policy.select;

import org.jspecify.annotations.NullMarked;
