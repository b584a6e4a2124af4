/**
 * Values as the hot path sees them: bytes in place and addresses as two longs.
 *
 * <pre>
 * ByteSlice = array, offset, length      (text and byte buffers; bytes, not guaranteed UTF-8)
 * IpAddress = version, high, low         (IPv4 lives in the low 32 bits of low)
 * </pre>
 *
 * Both are flyweights: a reader may hand out the same instance for every event, so whoever wants to
 * keep one copies it ({@link io.bulwark.event.value.ByteSlice#copy()}).
 */
@NullMarked
package io.bulwark.event.value;

import org.jspecify.annotations.NullMarked;
