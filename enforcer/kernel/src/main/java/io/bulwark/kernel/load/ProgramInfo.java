package io.bulwark.kernel.load;

/**
 * What the kernel tells of a program.
 *
 * @param id its id on this machine
 * @param name at most 15 characters
 * @param translatedBytes bytes after the verifier's rewriting
 * @param machineCodeBytes bytes of compiled code, 0 without a JIT compiler
 * @param verifiedInstructions instructions that the verifier walked; 0 before Linux 5.16
 * @param runs how often it ran while statistics were on
 * @param runNanoseconds the time those runs took
 */
public record ProgramInfo(
    int id,
    String name,
    int translatedBytes,
    int machineCodeBytes,
    int verifiedInstructions,
    long runs,
    long runNanoseconds) {}
