/**
 * Text of a condition → syntax tree.
 *
 * <pre>
 * Scanner          one character range, one position: blanks, words, numbers, quoted texts
 * Escapes          what a backslash inside quotes means
 * ConditionParser  or → and → not → atom, by recursive descent with a depth limit
 * ConditionPrinter the way back, every group in parentheses
 * </pre>
 *
 * The parser scans each character a bounded number of times, so a condition of any length costs
 * time in proportion to it. A bad term is reported, replaced by {@code Invalid} and skipped up to
 * the next {@code and}, {@code or} or closing parenthesis.
 */
@NullMarked
package io.bulwark.policy.parse;

import org.jspecify.annotations.NullMarked;
