/**
 * The compiled matcher: conditions in, JVM bytecode out.
 *
 * <pre>
 * Lowering    : Cond → Expr          one shared node per distinct test; fields become slots
 * Folding     : Expr, kind → Expr    tests of the event's type become constants
 * Planner     : rules → MatchPlan    kinds with the same folded rules form one group
 * CodeWriter  : MatchPlan → classes  one method a group, shared nodes evaluated once per event
 * Slot        = TextSlot | TextListSlot | NumberSlot    a field of the current event, read once
 * TextAtoms   : value → atoms        every literal test of one field, in one pass, cached by value
 * Undecided   : counts events that rules could not decide for want of container metadata
 * </pre>
 *
 * A large group is not run rule by rule: each rule is filed under an atom it requires, and only
 * rules whose atom the event's value has are tried ({@link io.bulwark.rules.match.RuleIndex}).
 *
 * <p>What happens after a rule fired (counting, messages) is not here.
 */
@NullMarked
package io.bulwark.rules.match;

import org.jspecify.annotations.NullMarked;
