package io.bulwark.policy.resolve;

import io.bulwark.policy.diag.Span;
import io.bulwark.policy.text.SourceText;

/**
 * A macro.
 *
 * @param condition lists substituted
 * @param first place in load order of its first definition
 * @param last place in load order of its last definition or append: a macro may use only macros
 *     whose first definition stands before that
 * @param file number of the file that first defined it, from 0: rules of earlier files may not use
 *     it
 */
public record ResolvedMacro(
    String name, SourceText condition, int first, int last, int file, Span span) {}
