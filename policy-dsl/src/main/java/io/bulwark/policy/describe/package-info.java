/**
 * What conditions are made of, for tools that show rules.
 *
 * <pre>
 * condition text + macros + lists → ConditionDetails(macros, lists, operators, fields, compiled)
 * </pre>
 */
@NullMarked
package io.bulwark.policy.describe;

import org.jspecify.annotations.NullMarked;
