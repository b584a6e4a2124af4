package io.bulwark.policy.resolve;

import io.bulwark.policy.diag.Span;
import io.bulwark.policy.text.SourceText;

/**
 * A macro with all appends, lists not yet substituted; {@code first} and {@code last} as in {@link
 * ResolvedMacro}.
 */
record MacroDef(String name, SourceText condition, int first, int last, int file, Span span) {}
