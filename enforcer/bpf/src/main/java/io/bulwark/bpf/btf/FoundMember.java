package io.bulwark.bpf.btf;

/**
 * A member found by name, seen from the struct the search began in.
 *
 * @param type id of its type
 * @param bitOffset from the start of that struct, through anonymous members
 * @param bitfieldSize bits of a bit field, 0 for every other member
 */
public record FoundMember(int type, int bitOffset, int bitfieldSize) {}
