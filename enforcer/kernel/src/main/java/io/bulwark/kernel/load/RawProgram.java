package io.bulwark.kernel.load;

import io.bulwark.kernel.error.KernelException;
import java.util.Arrays;
import java.util.List;

/**
 * Instruction bytes and how the kernel should take them: a value.
 *
 * @param type the program type
 * @param instructions little-endian 8-byte slots
 * @param license "GPL" in practice: most functions and all kernel types demand it
 * @param name up to 15 characters are kept by the kernel
 * @param attachType where it will be attached; types without one ignore it
 * @param attachBtfId the kernel type it attaches to, 0 for none
 * @param flags BPF_F_*, such as {@link #SLEEPABLE}
 * @param logLevel 0 for a log of failures only, 1 or 2 for one of success too
 * @param maps what {@code ld_imm64} of a map (or map value) by index names; the loader writes
 *     descriptors in, so that this works on kernels without the form, too
 */
public record RawProgram(
    ProgramType type,
    byte[] instructions,
    String license,
    String name,
    AttachType attachType,
    int attachBtfId,
    int flags,
    int logLevel,
    List<KernelMap> maps) {
  /** The program may sleep. */
  public static final int SLEEPABLE = 1 << 4;

  /** Copies bytes and list. */
  public RawProgram {
    instructions = instructions.clone();
    maps = List.copyOf(maps);
  }

  /** A program without attach type, flags or log. */
  public static RawProgram of(ProgramType type, byte[] instructions, String license) {
    return new RawProgram(
        type, instructions, license, "bulwark", AttachType.CGROUP_INET_INGRESS, 0, 0, 0, List.of());
  }

  /** The same under another name. */
  public RawProgram named(String other) {
    return new RawProgram(
        type, instructions, license, other, attachType, attachBtfId, flags, logLevel, maps);
  }

  /** The same for a place of attachment. */
  public RawProgram attachingTo(AttachType place, int btfId) {
    return new RawProgram(type, instructions, license, name, place, btfId, flags, logLevel, maps);
  }

  /** The same with flags. */
  public RawProgram withFlags(int other) {
    return new RawProgram(
        type, instructions, license, name, attachType, attachBtfId, other, logLevel, maps);
  }

  /** The same with the verifier's log of a successful load, too. */
  public RawProgram withLogLevel(int level) {
    return new RawProgram(
        type, instructions, license, name, attachType, attachBtfId, flags, level, maps);
  }

  /** The same with the maps that its instructions name by index. */
  public RawProgram withMaps(KernelMap... used) {
    return new RawProgram(
        type, instructions, license, name, attachType, attachBtfId, flags, logLevel, List.of(used));
  }

  /**
   * Loads it.
   *
   * @throws KernelException the verifier's or the system's refusal
   */
  public KernelProgram load(Libbpf libbpf) {
    return switch (tryLoad(libbpf)) {
      case LoadOutcome.Loaded loaded -> loaded.program();
      case LoadOutcome.Rejected rejected -> throw rejected.failure(name);
    };
  }

  /** Loads it where a refusal is an expected outcome: fuzzers, probes. */
  public LoadOutcome tryLoad(Libbpf libbpf) {
    return RawLoader.load(libbpf, this);
  }

  /** The bytes, copied. */
  @Override
  public byte[] instructions() {
    return instructions.clone();
  }

  int slots() {
    return instructions.length / 8;
  }

  byte[] bytes() {
    return instructions;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RawProgram that
        && type == that.type
        && Arrays.equals(instructions, that.instructions)
        && license.equals(that.license)
        && name.equals(that.name)
        && attachType == that.attachType
        && attachBtfId == that.attachBtfId
        && flags == that.flags
        && logLevel == that.logLevel
        && maps.equals(that.maps);
  }

  @Override
  public int hashCode() {
    return 31 * type.hashCode() + Arrays.hashCode(instructions);
  }

  @Override
  public String toString() {
    return "RawProgram[" + name + ", " + type + ", " + slots() + " slots]";
  }
}
