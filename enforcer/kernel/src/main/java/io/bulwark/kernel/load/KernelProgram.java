package io.bulwark.kernel.load;

import io.bulwark.kernel.error.KernelException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.IntUnaryOperator;

/** A program in the kernel. */
public final class KernelProgram implements AutoCloseable {
  private final Libbpf libbpf;
  private final String name;
  private final int type;
  private final int attachType;
  private final Descriptor descriptor;

  KernelProgram(Libbpf libbpf, String name, int type, int attachType, Descriptor descriptor) {
    this.libbpf = libbpf;
    this.name = name;
    this.type = type;
    this.attachType = attachType;
    this.descriptor = descriptor;
  }

  /** Its name, uncut. */
  public String name() {
    return name;
  }

  /** Its type; empty for one that this program does not know. */
  public Optional<ProgramType> type() {
    return ProgramType.of(type);
  }

  /**
   * Runs it in the kernel without attaching it.
   *
   * @throws KernelException where the type has no test run or the input does not fit
   */
  public TestResult testRun(TestRun run) {
    return TestRunner.run(libbpf, descriptor, run);
  }

  /** {@link #testRun(TestRun)} of one packet: the low 32 bits of r0. */
  public int run(byte[] packet) {
    return testRun(TestRun.packet(packet)).value();
  }

  /** What the kernel knows about it. */
  public ProgramInfo info() {
    return InfoReader.program(libbpf, descriptor);
  }

  /** The instructions after the verifier rewrote them; empty where the kernel hides them. */
  public byte[] translated() {
    return InfoReader.translated(libbpf, descriptor);
  }

  /**
   * Attaches it where it was loaded for: LSM hooks, fentry, fexit, fmod_ret, typed tracepoints and
   * iterators.
   *
   * @throws KernelException where the kernel refuses
   */
  public KernelLink attach() {
    return KernelLink.of(
        libbpf, call(number -> libbpf.links().create(number, 0, attachType)), toString());
  }

  /** Attaches a raw tracepoint program to the tracepoint {@code name}, such as sys_enter. */
  public KernelLink attachRawTracepoint(String name) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment text = arena.allocateFrom(name);
      int result = call(number -> libbpf.links().rawTracepoint(text, number));
      return KernelLink.of(libbpf, result, this + " to the tracepoint " + name);
    }
  }

  /** Attaches it to a cgroup and those below; LSM_CGROUP programs too. */
  public KernelLink attach(Cgroup cgroup) {
    int result = call(number -> cgroup.call(dir -> libbpf.links().create(number, dir, attachType)));
    return KernelLink.of(libbpf, result, this + " to the cgroup " + cgroup.path());
  }

  /** Keeps it in the kernel under a path on a BPF file system. */
  public void pin(Path path) {
    Pins.pin(libbpf, descriptor, path);
  }

  int call(IntUnaryOperator use) {
    return descriptor.call(use);
  }

  <T> T use(IntFunction<T> use) {
    return descriptor.use(use);
  }

  @Override
  public void close() {
    descriptor.close();
  }

  @Override
  public String toString() {
    return descriptor.what();
  }
}
