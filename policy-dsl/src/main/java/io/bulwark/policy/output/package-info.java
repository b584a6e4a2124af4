/** Output templates: literal text and fields, parsed once. */
@NullMarked
package io.bulwark.policy.output;

import org.jspecify.annotations.NullMarked;
