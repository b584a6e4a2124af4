/**
 * The front door of recorded and live streams, and the map of what happens to an event.
 *
 * <pre>
 * scap     file bytes  → blocks → EventRecord           gzip or plain, every block id, truncation
 * convert  EventRecord → EventRecord                    old event versions become current ones
 * state    EventRecord → threads, descriptors, users    before rules see it; leftovers after
 * fields   FieldRef    → FieldReader                     bound once, read per event
 * </pre>
 */
@NullMarked
package io.bulwark.stream;

import org.jspecify.annotations.NullMarked;
