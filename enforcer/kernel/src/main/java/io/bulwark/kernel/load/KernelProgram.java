package io.bulwark.kernel.load;

/** A program in the kernel. */
public final class KernelProgram implements AutoCloseable {
  private final Libbpf libbpf;
  private final String name;
  private final ProgramType type;
  private final AttachType attachType;
  private final Descriptor descriptor;

  KernelProgram(
      Libbpf libbpf, String name, ProgramType type, AttachType attachType, Descriptor descriptor) {
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

  /** Its type. */
  public ProgramType type() {
    return type;
  }

  /** Where it was loaded to be attached. */
  public AttachType attachType() {
    return attachType;
  }

  /**
   * Runs it in the kernel without attaching it.
   *
   * @throws io.bulwark.kernel.error.KernelException where the type has no test run or the input
   *     does not fit
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

  @Override
  public void close() {
    descriptor.close();
  }

  @Override
  public String toString() {
    return descriptor.what();
  }
}
