/**
 * Text with an origin: every character of a condition knows the file, line and column it came from,
 * also after list substitution, appends and exceptions have put pieces of several places together.
 */
@NullMarked
package io.bulwark.policy.text;

import org.jspecify.annotations.NullMarked;
