/**
 * What events exist: names, parameters and their types, loaded from the data file {@code
 * events.tsv}.
 *
 * <pre>
 * EventSchema = EventType* , SyscallName*
 * EventType   = id, name, direction, category, flags, Param*
 * Param       = name, ParamType, ParamFormat, enum or flag table?
 * kind        = small dense int, one per distinct evt.type text (all versions, both directions)
 * </pre>
 *
 * Ids and parameter orders are those of the Falco libs schema 4.5.1, so that its captures read.
 */
@NullMarked
package io.bulwark.event.schema;

import org.jspecify.annotations.NullMarked;
