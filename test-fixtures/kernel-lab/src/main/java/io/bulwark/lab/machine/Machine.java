package io.bulwark.lab.machine;

import java.time.Duration;
import java.util.List;

/**
 * The machine a job runs in; {@link #DEFAULT} and what is to be different.
 *
 * @param processors 1 to 16; with {@link Clock#INSTRUCTIONS} always 1
 * @param memoryMb megabytes; what a job writes to files is kept in it too
 * @param cpu QEMU's name of a processor model, with features: {@code max,-cx16}
 * @param lsm the security modules to be active, in their order; unknown ones are ignored by kernels
 * @param kernelArguments further words of the kernel's command line
 * @param bootLimit until the job starts
 * @param jobLimit from the start of the job
 */
public record Machine(
    int processors,
    int memoryMb,
    String cpu,
    Clock clock,
    List<String> lsm,
    List<String> kernelArguments,
    Duration bootLimit,
    Duration jobLimit) {

  /**
   * Two processors, 2 GB, BPF among the security modules; minutes, for hosts with much else to do.
   */
  public static final Machine DEFAULT =
      new Machine(
          2,
          2048,
          "max",
          Clock.WALL,
          List.of("landlock", "lockdown", "yama", "integrity", "apparmor", "bpf"),
          List.of(),
          Duration.ofMinutes(3),
          Duration.ofMinutes(5));

  public Machine {
    if (processors < 1 || processors > 16 || memoryMb < 256) {
      throw new IllegalArgumentException(processors + " processors, " + memoryMb + " MB");
    }
    if (clock == Clock.INSTRUCTIONS) {
      processors = 1;
    }
    lsm = List.copyOf(lsm);
    kernelArguments = List.copyOf(kernelArguments);
  }

  public Machine withProcessors(int count) {
    return new Machine(count, memoryMb, cpu, clock, lsm, kernelArguments, bootLimit, jobLimit);
  }

  public Machine withMemoryMb(int megabytes) {
    return new Machine(
        processors, megabytes, cpu, clock, lsm, kernelArguments, bootLimit, jobLimit);
  }

  public Machine withCpu(String model) {
    return new Machine(
        processors, memoryMb, model, clock, lsm, kernelArguments, bootLimit, jobLimit);
  }

  public Machine withClock(Clock kind) {
    return new Machine(processors, memoryMb, cpu, kind, lsm, kernelArguments, bootLimit, jobLimit);
  }

  public Machine withLsm(String... modules) {
    return new Machine(
        processors, memoryMb, cpu, clock, List.of(modules), kernelArguments, bootLimit, jobLimit);
  }

  public Machine withKernelArguments(String... words) {
    return new Machine(processors, memoryMb, cpu, clock, lsm, List.of(words), bootLimit, jobLimit);
  }

  public Machine withBootLimit(Duration limit) {
    return new Machine(processors, memoryMb, cpu, clock, lsm, kernelArguments, limit, jobLimit);
  }

  public Machine withJobLimit(Duration limit) {
    return new Machine(processors, memoryMb, cpu, clock, lsm, kernelArguments, bootLimit, limit);
  }

  /** The longest a run can take. */
  public Duration limit() {
    return bootLimit.plus(jobLimit);
  }
}
