/** Field readers: how each entry of the field catalogue is read from an EventContext. */
@NullMarked
package io.bulwark.stream.fields;

import org.jspecify.annotations.NullMarked;
