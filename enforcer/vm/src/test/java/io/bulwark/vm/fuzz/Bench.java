package io.bulwark.vm.fuzz;

import io.bulwark.bpf.isa.Code;
import io.bulwark.fixtures.program.XdpMemory;
import io.bulwark.vm.Machine;
import io.bulwark.vm.fault.Fault;
import io.bulwark.vm.fault.MachineFault;
import io.bulwark.vm.memory.Access;
import io.bulwark.vm.memory.Memory;
import io.bulwark.vm.memory.Region;
import io.bulwark.vm.program.Program;
import io.bulwark.vm.run.Executor;
import io.bulwark.vm.run.HelperTable;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A machine for generated programs: an XDP context, a packet, two functions, little fuel. */
final class Bench {
  static final long FUEL = 5_000;
  private static final HelperTable HELPERS =
      HelperTable.builder()
          .add(1001, (_, a, b, c, d, e) -> a + 3 * b + 5 * c + 7 * d + 11 * e)
          .add(1002, (execution, a, _, _, _, _) -> execution.fuel() ^ a)
          .build();

  private final Memory memory = Memory.ofCapacity(1 << 14);
  private final Region context = memory.allocate(XdpMemory.CONTEXT_SIZE, Access.READ_WRITE);
  private final Region packet = memory.allocate(XdpMemory.PACKET_SIZE, Access.READ_WRITE);
  private final Machine machine = Machine.builder(memory).helpers(HELPERS).fuel(FUEL).build();
  private final byte[] fresh = memory.bytes(0, memory.capacity());

  /** What a run did: r0 or a fault with its place, the fuel left, and all of the memory. */
  record Outcome(long r0, @Nullable Fault fault, int instruction, long fuel, byte[] bytes) {
    boolean same(Outcome other) {
      return r0 == other.r0
          && (fault == null ? other.fault == null : fault.equals(other.fault))
          && instruction == other.instruction
          && (fuel == other.fuel || (fault != null && !(fault instanceof Fault.FuelExhausted)))
          && Arrays.equals(bytes, other.bytes);
    }

    @Override
    public String toString() {
      return "r0 0x%x, fault %s at %d, fuel %d, memory %08x"
          .formatted(r0, fault, instruction, fuel, Arrays.hashCode(bytes));
    }
  }

  Outcome run(Code code, boolean jit) {
    memory.copyIn(0, fresh);
    memory.putInt(context.address() + XdpMemory.CONTEXT_DATA, (int) packet.address());
    memory.putInt(context.address() + XdpMemory.CONTEXT_DATA_END, (int) packet.end());
    Program program = Program.of(code);
    Executor executor = jit ? machine.jit(program) : machine.interpreter(program);
    long r0 = 0;
    Fault fault = null;
    int instruction = -1;
    try {
      r0 = executor.run(context.address());
    } catch (MachineFault e) {
      fault = e.fault();
      instruction = e.place().instruction();
    }
    byte[] bytes = memory.bytes(0, memory.capacity());
    return new Outcome(r0, fault, instruction, machine.execution().fuel(), bytes);
  }

  /** The bytes that a kernel would show, too. */
  byte[] packet() {
    return memory.bytes(packet.address(), packet.size());
  }
}
