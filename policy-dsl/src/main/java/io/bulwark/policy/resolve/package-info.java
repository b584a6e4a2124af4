/**
 * Declarations of all files merged into one set: redefinitions and overrides applied, exceptions
 * written into conditions, lists substituted as text.
 *
 * <pre>
 * ResolvedPolicy = ResolvedList*, ResolvedMacro*, ResolvedRule*      in load order
 * </pre>
 *
 * Conditions are still text, every character with its place; names in them are not looked up here.
 */
@NullMarked
package io.bulwark.policy.resolve;

import org.jspecify.annotations.NullMarked;
