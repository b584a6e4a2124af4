package io.bulwark.bpfconformance;

import io.bulwark.bpf.isa.Code;
import io.bulwark.fixtures.program.XdpMemory;
import io.bulwark.kernel.load.KernelProgram;
import io.bulwark.kernel.load.TestResult;
import io.bulwark.kernel.load.TestRun;
import io.bulwark.vm.Machine;
import io.bulwark.vm.memory.Access;
import io.bulwark.vm.memory.Memory;
import io.bulwark.vm.memory.Region;
import io.bulwark.vm.program.Program;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * One run of an XDP program over a packet of zeros: the low half of r0, and the packet after it.
 */
record XdpRun(int r0, byte[] packet) {
  boolean same(XdpRun other) {
    return r0 == other.r0 && Arrays.equals(packet, other.packet);
  }

  /** In the interpreter. */
  static XdpRun interpreted(Code code) {
    Memory memory = Memory.ofCapacity(1 << 14);
    Region context = memory.allocate(XdpMemory.CONTEXT_SIZE, Access.READ);
    Region packet = memory.allocate(XdpMemory.PACKET_SIZE, Access.READ_WRITE);
    memory.putInt(context.address() + XdpMemory.CONTEXT_DATA, (int) packet.address());
    memory.putInt(context.address() + XdpMemory.CONTEXT_DATA_END, (int) packet.end());
    Machine machine = Machine.builder(memory).build();
    long r0 = machine.interpreter(Program.of(code)).run(context.address());
    return new XdpRun((int) r0, memory.bytes(packet.address(), packet.size()));
  }

  /** In the kernel. */
  static XdpRun inKernel(KernelProgram program) {
    TestRun run = TestRun.packet(new byte[XdpMemory.PACKET_SIZE]);
    TestResult result = program.testRun(run.returning(XdpMemory.PACKET_SIZE));
    return new XdpRun(result.value(), result.data());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof XdpRun run && same(run);
  }

  @Override
  public int hashCode() {
    return 31 * r0 + Arrays.hashCode(packet);
  }

  @Override
  public String toString() {
    return "r0 0x%x, packet %s".formatted(r0, HexFormat.of().formatHex(packet));
  }
}
