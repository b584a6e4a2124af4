package io.bulwark.vm.map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bulwark.vm.memory.Access;
import io.bulwark.vm.memory.Memory;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OtherMapsTest {
  private final Memory memory = Memory.ofCapacity(1 << 20);
  private final MapStore store = new MapStore(memory, 2, 3);
  private final long scratch = memory.allocate(64, Access.NONE).address();

  private long number(int value) {
    memory.putInt(scratch, value);
    return scratch;
  }

  private QueueMap queue(MapKind kind) {
    return (QueueMap) store.create(MapParameters.of("q", kind, 0, 4, 3));
  }

  private List<Integer> popAll(QueueMap queue) {
    List<Integer> values = new ArrayList<>();
    while (queue.pop(scratch) == 0) {
      values.add(memory.getInt(scratch));
    }
    assertThat(memory.getInt(scratch)).isZero();
    return values;
  }

  @Test
  void aQueueGivesTheOldestFirst() {
    QueueMap queue = queue(MapKind.QUEUE);
    for (int i = 1; i <= 3; i++) {
      assertThat(queue.push(number(i), 0)).isZero();
    }
    assertThat(queue.push(number(4), 0)).isEqualTo(-Errno.E2BIG);
    assertThat(queue.push(number(4), 2)).isZero();
    assertThat(queue.push(number(5), 1)).isEqualTo(-Errno.EINVAL);
    assertThat(queue.peek(scratch)).isZero();
    assertThat(memory.getInt(scratch)).isEqualTo(2);
    assertThat(popAll(queue)).containsExactly(2, 3, 4);
    assertThat(queue.peek(scratch)).isEqualTo(-Errno.ENOENT);
  }

  @Test
  void aStackGivesTheNewestFirst() {
    QueueMap stack = queue(MapKind.STACK);
    for (int i = 1; i <= 4; i++) {
      stack.push(number(i), 2);
    }
    assertThat(popAll(stack)).containsExactly(4, 3, 2);
    stack.push(number(9), 0);
    assertThat(popAll(stack)).containsExactly(9);
  }

  private RingBuffer ring() {
    return (RingBuffer) store.create(MapParameters.of("r", MapKind.RINGBUF, 0, 0, 4096));
  }

  private List<String> drain(RingBuffer ring) {
    List<String> records = new ArrayList<>();
    ring.drain((address, length) -> records.add(length + ":" + memory.getInt(address)));
    return records;
  }

  @Test
  void recordsComeInTheOrderOfTheirReservation() {
    RingBuffer ring = ring();
    long first = ring.reserve(8);
    long second = ring.reserve(4);
    long third = ring.reserve(12);
    memory.cells().store32(first, 1);
    memory.cells().store32(third, 3);
    assertThat(ring.holds(first)).isTrue();
    assertThat(ring.holds(first + 1)).isFalse();
    ring.commit(second, true);
    ring.commit(third, false);

    assertThat(drain(ring)).isEmpty();
    ring.commit(first, false);
    assertThat(ring.holds(first)).isFalse();
    assertThat(memory.cells().canRead(first, 1)).isFalse();
    assertThat(drain(ring)).containsExactly("8:1", "12:3");
  }

  /** The producer may be at most size - 1 bytes ahead; a record takes 8 more, rounded up to 8. */
  @ParameterizedTest
  @ValueSource(ints = {4079, 4080, 4081, 4088, 4096, Integer.MAX_VALUE})
  void aRecordHasToFit(int size) {
    RingBuffer ring = ring();
    boolean fits = size <= 4080;
    assertThat(ring.reserve(size) != 0).isEqualTo(fits);
    assertThat(ring.lost()).isEqualTo(fits ? 0 : 1);
    assertThat(ring.query(0)).isEqualTo(fits ? 4088 : 0);
    assertThat(ring.reserve(1) != 0).isEqualTo(!fits);
  }

  @Test
  void recordsNeverWrapAndNothingIsLostOverManyRounds() {
    RingBuffer ring = ring();
    int next = 0;
    for (int i = 0; i < 3000; i++) {
      int size = 4 + i * 37 % 700;
      memory.fill(scratch, 64, (byte) 0);
      long record = ring.reserve(size);
      if (record == 0) {
        for (String each : drain(ring)) {
          assertThat(each).endsWith(":" + next++);
        }
        record = ring.reserve(size);
      }
      memory.cells().store32(record, i);
      memory.cells().store8(record + size - 1, i < 4 ? 0 : 0x5a);
      memory.cells().store32(record, i);
      ring.commit(record, false);
    }
    for (String each : drain(ring)) {
      assertThat(each).endsWith(":" + next++);
    }
    assertThat(next).isEqualTo(3000);
    assertThat(ring.query(2)).isEqualTo(ring.query(3));
    assertThat(ring.query(1)).isEqualTo(4096);
    assertThat(ring.query(4)).isZero();
  }

  @Test
  void storageKeepsAValueForEachOwner() {
    StorageMap map =
        (StorageMap)
            store.create(
                MapParameters.of("s", MapKind.TASK_STORAGE, 4, 8, 0)
                    .withFlags(MapParameters.NO_PREALLOC));
    assertThat(map.get(7)).isZero();
    long value = map.getOrCreate(7, 0);
    memory.cells().store64(value, 99);
    assertThat(map.get(7)).isEqualTo(value);
    assertThat(map.getOrCreate(8, value)).isNotEqualTo(value);
    assertThat(memory.getLong(map.get(8))).isEqualTo(99);
    assertThat(map.getOrCreate(9, 0)).isNotZero();
    assertThat(map.getOrCreate(10, 0)).isZero();
    assertThat(map.delete(8)).isZero();
    assertThat(map.delete(8)).isEqualTo(-Errno.ENOENT);
    assertThat(memory.getLong(map.getOrCreate(10, 0))).isZero();
    assertThat(map.count()).isEqualTo(3);
  }

  @Test
  void mapsOfMapsHoldOnlyMapsLikeThePattern() {
    MapParameters small = MapParameters.of("in", MapKind.ARRAY, 4, 8, 2);
    HostMap outer = new HostMap(store, (KeyedMap) store.create(array(small)));
    BpfMap inner = store.create(small);
    byte[] one = {1, 0, 0, 0};

    assertThat(outer.put(one, store.create(MapParameters.of("x", MapKind.ARRAY, 4, 8, 3)), 0))
        .isEqualTo(-Errno.EINVAL);
    assertThat(outer.put(one, inner, 1)).isEqualTo(-Errno.EINVAL);
    assertThat(outer.put(new byte[] {4, 0, 0, 0}, inner, 0)).isEqualTo(-Errno.E2BIG);
    assertThat(outer.put(one, inner, 0)).isZero();
    InnerMaps map = (InnerMaps) store.maps().getFirst();
    assertThat(store.byHandle(map.lookup(number(1)))).isSameAs(inner);
    assertThat(map.lookup(number(0))).isZero();
    assertThat(outer.delete(one)).isZero();
    assertThat(outer.delete(one)).isEqualTo(-Errno.ENOENT);
    assertThat(outer.delete(new byte[] {4, 0, 0, 0})).isEqualTo(-Errno.E2BIG);
  }

  private static MapParameters array(MapParameters inner) {
    return MapParameters.of("out", MapKind.ARRAY_OF_MAPS, 4, 4, 4).holding(inner);
  }

  @Test
  void readOnlyValuesCannotBeWrittenByPrograms() {
    KeyedMap map =
        (KeyedMap)
            store.create(
                MapParameters.of("ro", MapKind.ARRAY, 4, 8, 1)
                    .withFlags(MapParameters.RDONLY_PROG));
    long value = map.lookup(number(0));
    assertThat(memory.cells().canRead(value, 8)).isTrue();
    assertThat(memory.cells().canWrite(value, 1)).isFalse();
    assertThat(memory.cells().canRead(value, 9)).isFalse();
  }

  @Test
  void perCpuValuesAreThoseOfTheCurrentCpu() {
    KeyedMap map = (KeyedMap) store.create(MapParameters.of("p", MapKind.PERCPU_HASH, 4, 4, 4));
    store.cpu(1);
    map.update(number(5), number(5), 0);
    long onOne = map.lookup(number(5));
    store.cpu(0);
    assertThat(memory.getInt(onOne)).isEqualTo(5);
    assertThat(memory.getInt(map.lookup(number(5)))).isZero();
    assertThat(map.lookup(number(5), 1)).isEqualTo(onOne);
    assertThat(map.lookup(number(5), 2)).isZero();
    assertThatThrownBy(() -> store.cpu(2)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void handlesAreNoAddresses() {
    BpfMap map = ring();
    assertThat(store.byHandle(map.handle())).isSameAs(map);
    for (long other : new long[] {0, -1, map.handle() + 1, map.handle() - 1, 4096}) {
      assertThat(store.byHandle(other)).isNull();
    }
    assertThat(memory.cells().canRead(map.handle(), 1)).isFalse();
  }

  @Test
  void mapsThatAKernelWouldNotMakeSayWhy() {
    assertThatThrownBy(() -> store.create(MapParameters.of("r", MapKind.RINGBUF, 0, 0, 5000)))
        .isInstanceOfSatisfying(InvalidMap.class, e -> assertThat(e.errno()).isEqualTo(22))
        .hasMessage("map `r`: a ring of 5000 bytes, not a power of two of whole pages");
    assertThatThrownBy(() -> store.create(MapParameters.of("t", MapKind.LPM_TRIE, 8, 4, 1)))
        .hasMessage("map `t`: a trie needs the flag NO_PREALLOC");
  }
}
