package io.bulwark.vm.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bulwark.fixtures.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class MemoryTest {
  @Test
  void capacityIsAPowerOfTwoAndBounded() {
    assertThat(Memory.ofCapacity(0).capacity()).isEqualTo(1 << 14);
    assertThat(Memory.ofCapacity(1 << 16).capacity()).isEqualTo(1 << 16);
    assertThat(Memory.ofCapacity((1 << 16) + 1).capacity()).isEqualTo(1 << 17);
    assertThatThrownBy(() -> Memory.ofCapacity(-1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Memory.ofCapacity(Memory.MAX_CAPACITY + 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void regionsAreApartZeroedAndComeBack() {
    Memory memory = Memory.ofCapacity(1 << 14);
    Region first = memory.allocate(17, Access.READ_WRITE);
    Region second = memory.allocate(1, Access.READ);
    assertThat(first.address()).isGreaterThanOrEqualTo(Memory.FIRST_ADDRESS);
    assertThat(first.address() % Memory.GRANULE).isZero();
    assertThat(second.address()).isGreaterThanOrEqualTo(first.end() + Memory.GRANULE - 1);
    memory.fill(first.address(), 17, (byte) 7);
    memory.free(first);
    assertThat(memory.cells().canRead(first.address(), 1)).isFalse();
    Region again = memory.allocate(17, Access.READ_WRITE);
    assertThat(again).isEqualTo(first);
    assertThat(memory.bytes(again.address(), 17)).containsOnly(0);
  }

  @Test
  void whatDoesNotFitIsRefused() {
    Memory memory = Memory.ofCapacity(1 << 14);
    assertThatThrownBy(() -> memory.allocate(1L << 40, Access.READ))
        .isInstanceOf(MemoryExhausted.class)
        .hasMessageContaining("1099511627776 bytes");
    assertThat(memory.tryAllocate(1 << 14, Access.READ)).isNull();
    assertThatThrownBy(() -> memory.allocate(0, Access.READ))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> memory.getInt(memory.capacity() - 3))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> memory.getByte(-1)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void everyByteHasItsPermissionAndNothingBesideIt() {
    for (int size = 1; size <= 50; size++) {
      Memory memory = Memory.ofCapacity(1 << 14);
      Region region = memory.allocate(size, Access.READ_WRITE);
      for (long at = region.address() - 20; at < region.end() + 20; at++) {
        for (int length = 1; length <= 9; length++) {
          boolean inside = at >= region.address() && at + length <= region.end();
          assertThat(memory.cells().canRead(at, length)).isEqualTo(inside);
          assertThat(memory.cells().canWrite(at, length)).isEqualTo(inside);
          assertThat(memory.cells().coversReads(at, length)).isEqualTo(inside);
          assertThat(memory.cells().coversWrites(at, length)).isEqualTo(inside);
        }
        long places = Math.max(0, region.end() - 7 - at);
        assertThat(memory.cells().readablePlaces(at))
            .isEqualTo(at >= region.address() ? places : 0);
      }
    }
  }

  @Test
  void piecesOfARegionAreRegionsOfTheirOwn() {
    Memory memory = Memory.ofCapacity(1 << 14);
    Region ring = memory.allocate(256, Access.NONE);
    memory.protect(ring.address() + 32, 24, Access.READ_WRITE);
    assertThat(memory.cells().canWrite(ring.address() + 32, 24)).isTrue();
    assertThat(memory.cells().canRead(ring.address() + 31, 2)).isFalse();
    assertThat(memory.cells().canRead(ring.address() + 55, 2)).isFalse();
    memory.protect(ring.address() + 32, 24, Access.NONE);
    assertThat(memory.cells().canRead(ring.address() + 32, 1)).isFalse();
    assertThatThrownBy(() -> memory.protect(ring.address() + 8, 8, Access.READ))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void allocationsNeverOverlapAndAllMemoryComesBack() {
    RandomGenerator random = Seeds.generator(Seeds.seed("allocations", 7));
    Memory memory = Memory.ofCapacity(1 << 16);
    int most = mostThatFits(memory);
    List<Region> regions = new ArrayList<>();
    for (int turn = 0; turn < 5_000; turn++) {
      Region region = memory.tryAllocate(1 + random.nextInt(2_000), Access.READ);
      if (region != null) {
        for (Region other : regions) {
          assertThat(region.end() <= other.address() || other.end() <= region.address()).isTrue();
        }
        regions.add(region);
      }
      if (region == null || random.nextInt(3) == 0) {
        memory.free(regions.remove(random.nextInt(regions.size())));
      }
    }
    regions.forEach(memory::free);
    assertThat(mostThatFits(memory)).isEqualTo(most);
  }

  private static int mostThatFits(Memory memory) {
    for (int size = memory.capacity(); size > 0; size--) {
      Region region = memory.tryAllocate(size, Access.NONE);
      if (region != null) {
        memory.free(region);
        return size;
      }
    }
    return 0;
  }
}
