/**
 * What is valid and will surprise: findings on checked conditions, each once per place even if a
 * macro is used by many rules.
 *
 * <pre>
 * ConditionLints    tests of checked conditions
 * Contradictions    conjunctions that ask one value to be two things
 * ProtocolGuards    negated tests of a protocol that files pass
 * SyntaxLints       conditions as written: what a name was probably meant to be
 * DeclarationLints  all declarations together: what is unused, what appended texts do
 * </pre>
 */
@NullMarked
package io.bulwark.policy.lint;

import org.jspecify.annotations.NullMarked;
