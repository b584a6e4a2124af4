package io.bulwark.verdicts.map;

import static org.assertj.core.api.Assertions.assertThat;

import io.bulwark.fixtures.Seeds;
import io.bulwark.kernel.load.KernelMap;
import io.bulwark.kernel.load.Libbpf;
import io.bulwark.kernel.load.UpdateMode;
import io.bulwark.vm.map.MapKind;
import io.bulwark.vm.map.MapParameters;
import io.bulwark.vm.map.MapStore;
import io.bulwark.vm.map.QueueMap;
import io.bulwark.vm.memory.Access;
import io.bulwark.vm.memory.Memory;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Queues and stacks, whose values have no keys. */
final class QueuePair {
  private static final byte[] NO_KEY = {};
  private static final int SIZE = 12;

  private QueuePair() {}

  static void compare(Libbpf libbpf, MapKind kind, int entries, int operations) {
    MapParameters parameters = MapParameters.of("queue", kind, 0, SIZE, entries);
    Memory memory = Memory.ofCapacity(1 << 16);
    QueueMap machine = (QueueMap) new MapStore(memory).create(parameters);
    long cell = memory.allocate(SIZE, Access.NONE).address();
    RandomGenerator random = Seeds.generator(Seeds.seed("queue " + kind, entries));
    try (KernelMap kernel = MapPair.create(libbpf, parameters)) {
      for (int i = 0; i < operations; i++) {
        int operation = random.nextInt(4);
        if (operation < 2) {
          byte[] value = new byte[SIZE];
          random.nextBytes(value);
          UpdateMode mode = UpdateMode.values()[random.nextInt(3)];
          memory.copyIn(cell, value);
          assertThat(machine.push(cell, mode.ordinal()))
              .isEqualTo(MapPair.errno(() -> kernel.update(NO_KEY, value, mode)));
        } else {
          boolean take = operation == 2;
          int result = take ? machine.pop(cell) : machine.peek(cell);
          Optional<byte[]> wanted = take ? kernel.take(NO_KEY) : kernel.lookup(NO_KEY);
          assertThat(
                  result == 0
                      ? Optional.of(ByteBuffer.wrap(memory.bytes(cell, SIZE)))
                      : Optional.empty())
              .isEqualTo(wanted.map(ByteBuffer::wrap));
        }
      }
    }
  }
}
