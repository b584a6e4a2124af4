/**
 * How a matcher reads the current event without knowing where it came from.
 *
 * <pre>
 * EventSource → next() → SyscallEvent           one event at a time, a reusable view
 * FieldBinder : FieldRef → FieldReader          once, at load time
 * FieldReader = TextReader | LongReader | AddressReader
 *             | TextListReader | LongListReader | AddressListReader
 * </pre>
 *
 * A reader is bound to one stream and answers for that stream&#39;s current event. "Missing" is an
 * answer of its own (null, {@link io.bulwark.event.access.LongReader#MISSING}, or a negative
 * count): every binary test on a missing value is false. Nothing here allocates per event.
 */
@NullMarked
package io.bulwark.event.access;

import org.jspecify.annotations.NullMarked;
