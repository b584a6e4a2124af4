package io.bulwark.policy;

/**
 * One rule file to load.
 *
 * @param name as diagnostics show it, usually the path as the user gave it
 * @param content its bytes (UTF-8 YAML)
 */
@SuppressWarnings("ArrayRecordComponent")
public record PolicyFile(String name, byte[] content) {}
