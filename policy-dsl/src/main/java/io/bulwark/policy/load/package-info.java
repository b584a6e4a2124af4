/**
 * YAML trees → declarations, each checked for its own shape: keys, types, versions.
 *
 * <pre>
 * Declaration = RuleDecl | MacroDecl | ListDecl | EngineVersionDecl | PluginVersionsDecl
 * </pre>
 *
 * What a declaration does to earlier ones of the same name is {@code resolve}'s matter. A wrong
 * item is reported and left out; the others of its file go on.
 */
@NullMarked
package io.bulwark.policy.load;

import org.jspecify.annotations.NullMarked;
