/**
 * Syntax tree → typed condition.
 *
 * <pre>
 * ConditionChecker  the tree: macros in place, constants folded, size and depth limited
 * TestChecker       one test: operator × type × right side
 * OperandChecker    fields and transformers
 * Literals          literal texts as numbers, addresses, networks, bytes
 * Patterns          regular expressions: valid, and of a bearable size (PatternSize)
 * EventKinds        event kinds on which a checked condition can be true
 * OutputChecker     output templates
 * ConditionCheck    one condition by itself, for the command line
 * </pre>
 *
 * A wrong test is reported and stands for "false"; the rest of the condition is checked all the
 * same.
 */
@NullMarked
package io.bulwark.policy.check;

import org.jspecify.annotations.NullMarked;
