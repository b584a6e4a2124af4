/**
 * A checked condition: fields resolved, literals typed, macros in place. What matchers, planners
 * and {@code explain} read.
 *
 * <pre>
 * Cond    = Const(b) | And(Cond*) | Or(Cond*) | Not(Cond) | Named(macro, Cond) | Exists(Operand)
 *         | Compare(Operand, Op, Modifier, Rhs)
 * Operand = FieldOperand(FieldRef) | TransformOperand(transformer, Operand*) | TextOperand(text)
 * Rhs     = Texts | Numbers | Networks | Byte strings | OperandRhs(Operand)
 * </pre>
 *
 * Evaluation is two-valued: a Compare on a missing value is false, whatever its operator.
 */
@NullMarked
package io.bulwark.policy.ir;

import org.jspecify.annotations.NullMarked;
