/**
 * The tree of a condition as written, before names are resolved.
 *
 * <pre>
 * Condition = Or(Condition*) | And(Condition*) | Not(Condition) | MacroCall(name) | Test | Invalid
 * Test      = Expr op Rhs
 * Expr      = FieldExpr(name, arg?) | TransformExpr(name, Expr*) | LiteralExpr(text) | ListExpr
 * Rhs       = None | Literal | ListOf(Literal*, modifier) | Value(Expr)
 * </pre>
 */
@NullMarked
package io.bulwark.policy.syntax;

import org.jspecify.annotations.NullMarked;
