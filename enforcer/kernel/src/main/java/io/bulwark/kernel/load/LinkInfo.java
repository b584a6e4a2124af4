package io.bulwark.kernel.load;

/**
 * What the kernel tells of a link.
 *
 * @param id its id on this machine
 * @param programId the id of the attached program
 */
public record LinkInfo(int id, int programId) {}
