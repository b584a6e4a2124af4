package io.bulwark.kernel.ring;

/**
 * What went through a ring so far.
 *
 * @param records handed out
 * @param bytes of their payloads
 * @param discarded given up by the producer before they were complete
 * @param dropped not written for want of room, as the producer counted
 */
public record RingStatistics(long records, long bytes, long discarded, long dropped) {}
