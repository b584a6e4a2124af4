package io.bulwark.bpf.object;

/**
 * A global variable in a {@link DataSection}.
 *
 * @param offset bytes from the start of the section
 * @param size bytes
 * @param global whether its symbol is seen outside of the object
 */
public record Variable(String name, int offset, int size, boolean global) {}
