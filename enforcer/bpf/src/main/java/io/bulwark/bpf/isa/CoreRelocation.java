package io.bulwark.bpf.isa;

/**
 * A number in an instruction that a loader computes from the running kernel's types.
 *
 * @param kind what to compute
 * @param rootType id in the object's own BTF of the type where the path starts
 * @param access the path, {@code 0:1:2}: pointer index, then member or array indexes
 */
public record CoreRelocation(CoreKind kind, int rootType, String access) {}
