package io.bulwark.kernel.load;

/**
 * What the kernel tells of a map.
 *
 * @param type {@code enum bpf_map_type}; {@link MapType#of} names it
 * @param id its id on this machine
 * @param keySize bytes of a key
 * @param valueSize bytes of a value, of one CPU
 * @param maxEntries room, in entries or ring bytes
 * @param flags as created
 * @param name at most 15 characters
 */
public record MapInfo(
    int type, int id, int keySize, int valueSize, int maxEntries, int flags, String name) {}
