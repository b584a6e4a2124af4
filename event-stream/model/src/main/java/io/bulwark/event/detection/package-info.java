/** What a rule says when it fires: the data that flows from rules to alerts. */
@NullMarked
package io.bulwark.event.detection;

import org.jspecify.annotations.NullMarked;
