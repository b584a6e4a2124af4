/**
 * The front door of the rule language and the map of its phases.
 *
 * <pre>
 * yaml      bytes       → located YAML tree          every scalar keeps line and column
 * load      YAML        → declarations               rules, macros, lists, versions; unknown keys warn
 * resolve   declarations→ resolved declarations      override/append, exceptions, list substitution
 * parse     SourceText  → syntax                     recursive descent, depth limit
 * check     syntax      → ir                         macros, fields, types, event kinds
 * lint      all         → diagnostics                what loads but will surprise
 * output    text        → OutputTemplate
 * describe  conditions  → names, fields, text      for tools that show rules
 * </pre>
 *
 * Phases never call backwards. Every phase reports into {@link io.bulwark.policy.diag.Diagnostics}
 * and goes on; a file never stops at its first error. What comes out is a {@link
 * io.bulwark.policy.CheckedPolicy}, which only the checker can make.
 */
@NullMarked
package io.bulwark.policy;

import org.jspecify.annotations.NullMarked;
