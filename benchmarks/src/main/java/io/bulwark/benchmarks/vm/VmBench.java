package io.bulwark.benchmarks.vm;

import io.bulwark.bpf.isa.Code;
import io.bulwark.vm.Machine;
import io.bulwark.vm.memory.Access;
import io.bulwark.vm.memory.Memory;
import io.bulwark.vm.memory.Region;
import io.bulwark.vm.program.Program;
import io.bulwark.vm.run.Executor;

/** A machine with an XDP context and a packet. */
final class VmBench {
  private final Memory memory = Memory.ofCapacity(1 << 16);
  private final Region context = memory.allocate(24, Access.READ);
  private final Machine machine = Machine.builder(memory).build();

  VmBench() {
    byte[] bytes = VmPrograms.packet();
    Region packet = memory.allocate(bytes.length, Access.READ_WRITE);
    memory.copyIn(packet.address(), bytes);
    memory.putInt(context.address(), (int) packet.address());
    memory.putInt(context.address() + 4, (int) packet.end());
  }

  Executor executor(Code code, boolean jit) {
    Program program = Program.of(code);
    return jit ? machine.jit(program) : machine.interpreter(program);
  }

  /** r1 of a run. */
  long context() {
    return context.address();
  }
}
