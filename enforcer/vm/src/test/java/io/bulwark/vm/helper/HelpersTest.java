package io.bulwark.vm.helper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bulwark.vm.Machine;
import io.bulwark.vm.fault.FaultSignal;
import io.bulwark.vm.map.BpfMap;
import io.bulwark.vm.map.KeyedMap;
import io.bulwark.vm.map.MapKind;
import io.bulwark.vm.map.MapParameters;
import io.bulwark.vm.map.MapStore;
import io.bulwark.vm.map.RingBuffer;
import io.bulwark.vm.memory.Access;
import io.bulwark.vm.memory.Memory;
import io.bulwark.vm.run.HelperFunction;
import io.bulwark.vm.run.HelperTable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class HelpersTest {
  private static final long EFAULT = -14;
  private static final long EINVAL = -22;
  private static final long ERANGE = -34;

  private final Memory memory = Memory.ofCapacity(1 << 20);
  private final MapStore maps = new MapStore(memory, 2, 4);
  private final TaskFacts task = new TaskFacts();
  private final EffectLog effects = new EffectLog();
  private final long buffer = memory.allocate(64, Access.READ_WRITE).address();
  private final long other = memory.allocate(64, Access.READ_WRITE).address();
  private final long path = memory.allocate(16, Access.READ).address();
  private final HelperTable table =
      Helpers.table(
          Environment.of(maps, task, effects)
              .withClock(Clock.at(123))
              .withRandom(() -> -1)
              .withObjects(
                  address -> address == path ? bytes("/etc/shadow") : null,
                  (kind, address) -> address == 0x5000 ? 77 : 0));
  private final Machine machine = Machine.builder(memory).helpers(table).build();

  private long call(int id, long... arguments) {
    long[] r = Arrays.copyOf(arguments, 5);
    HelperFunction function = Objects.requireNonNull(table.function(id));
    return function.call(machine.execution(), r[0], r[1], r[2], r[3], r[4]);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private long text(long at, String text) {
    memory.copyIn(at, bytes(text + "\0"));
    return at;
  }

  private String text(long at) {
    int length = 0;
    while (memory.getByte(at + length) != 0) {
      length++;
    }
    return new String(memory.bytes(at, length), StandardCharsets.UTF_8);
  }

  @Test
  void theTaskIsTheRecordedOne() {
    task.ids(10, 11).user(1000, 100).comm("nginx").cgroups(1, 20, 30).task(0x5000);
    task.namespace(4, 5, 1, 2);
    maps.cpu(1);

    assertThat(call(14)).isEqualTo(10L << 32 | 11);
    assertThat(call(15)).isEqualTo(100L << 32 | 1000);
    assertThat(call(80)).isEqualTo(30);
    assertThat(call(123, 1)).isEqualTo(20);
    assertThat(call(123, 3)).isZero();
    assertThat(call(123, -1)).isZero();
    assertThat(call(158)).isEqualTo(0x5000);
    assertThat(call(8)).isEqualTo(1);
    assertThat(call(5)).isEqualTo(123);
    assertThat(call(7)).isEqualTo(0xffff_ffffL);
    assertThat(call(120, 4, 5, buffer, 8)).isZero();
    assertThat(memory.getLong(buffer)).isEqualTo(1L << 32 | 2);
    assertThat(call(120, 4, 6, buffer, 8)).isEqualTo(EINVAL);
    assertThat(memory.getLong(buffer)).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "nginx, 16, nginx",
    "nginx, 3, ng",
    "nginx, 1, ''",
    "a-name-of-20-letters, 16, a-name-of-20-le",
    "a-name-of-20-letters, 64, a-name-of-20-le"
  })
  void theNameIsCutAndPadded(String name, int size, String wanted) {
    task.comm(name);
    memory.fill(buffer, 64, (byte) 9);

    assertThat(call(16, buffer, size)).isZero();
    assertThat(text(buffer)).isEqualTo(wanted);
    assertThat(memory.getByte(buffer + size - 1)).isZero();
    assertThatThrownBy(() -> call(16, buffer, 65)).isInstanceOf(FaultSignal.class);
  }

  @Test
  void badPointersAreReadAsZeros() {
    memory.fill(buffer, 8, (byte) 9);
    memory.putLong(other, 42);

    assertThat(call(113, buffer, 8, other)).isZero();
    assertThat(memory.getLong(buffer)).isEqualTo(42);
    for (long bad : new long[] {0, 16, -1, other + 60, 1L << 40}) {
      memory.fill(buffer, 8, (byte) 9);
      assertThat(call(113, buffer, 8, bad)).isEqualTo(bad == -1 ? EFAULT : ERANGE);
      assertThat(call(112, buffer, 8, bad)).isEqualTo(EFAULT);
      assertThat(memory.getLong(buffer)).isZero();
    }
    assertThatThrownBy(() -> call(113, 0, 8, other)).isInstanceOf(FaultSignal.class);
    assertThat(call(191, buffer, 8, other, 0, 1)).isEqualTo(EINVAL);
  }

  @ParameterizedTest
  @CsvSource({"hello, 64, 6, hello", "hello, 6, 6, hello", "hello, 5, 5, hell", "hello, 1, 1, ''"})
  void stringsEndWithNul(String source, int size, int result, String wanted) {
    text(other, source);
    for (int id : new int[] {45, 114, 115}) {
      memory.fill(buffer, 64, (byte) 'x');
      assertThat(call(id, buffer, size, other)).isEqualTo(result);
      assertThat(text(buffer)).isEqualTo(wanted);
      assertThat(size == 64 ? text(buffer + 6) : "").isEqualTo(size == 64 ? "x".repeat(58) : "");
    }
  }

  @Test
  void aStringThatRunsOutOfMemoryIsAFault() {
    memory.fill(other, 64, (byte) 'y');
    assertThat(call(115, buffer, 64, other + 10)).isEqualTo(ERANGE);
    assertThat(call(114, buffer, 64, other + 10)).isEqualTo(EFAULT);
    assertThat(memory.bytes(buffer, 64)).containsOnly(0);
    assertThat(call(115, buffer, 0, other)).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "abc, abc, 4, 0",
    "abc, abd, 4, -1",
    "abd, abc, 4, 1",
    "abcd, abc, 3, 0",
    "ab, abc, 3, -1",
    "abc, ab, 3, 1",
    "abc, xyz, 0, 0"
  })
  void comparesAsTheKernel(String left, String right, int size, long wanted) {
    assertThat(call(182, text(buffer, left), size, text(other, right))).isEqualTo(wanted);
  }

  @Test
  void pathsAreTheRecordedOnes() {
    assertThat(call(147, path, buffer, 64)).isEqualTo(12);
    assertThat(text(buffer)).isEqualTo("/etc/shadow");
    assertThat(text(buffer + 52)).isEqualTo("/etc/shadow");
    assertThat(call(147, path, buffer, 12)).isEqualTo(12);
    assertThat(call(147, path, buffer, 11)).isEqualTo(-36);
    assertThat(call(147, path, buffer, 0)).isZero();
    assertThatThrownBy(() -> call(147, 0x5000, buffer, 64))
        .hasMessage("`d_path`: no path was recorded at 0x5000");
  }

  record Format(String format, long[] arguments, String wanted, long result) {
    @Override
    public String toString() {
      return format;
    }
  }

  static List<Format> formats() {
    List<Format> rows = new ArrayList<>();
    rows.add(new Format("plain", new long[] {}, "plain", 6));
    rows.add(new Format("%d %i", new long[] {-1, 1L << 32 | 7}, "-1 7", 5));
    rows.add(new Format("%u %llu", new long[] {-1, -1}, "4294967295 18446744073709551615", 32));
    rows.add(new Format("%lld", new long[] {Long.MIN_VALUE}, "-9223372036854775808", 21));
    rows.add(new Format("%x %X %08x", new long[] {0xab, 0xab, 0xab}, "ab AB 000000ab", 15));
    rows.add(new Format("[%5d|%-5d|%05d]", new long[] {42, 42, -42}, "[   42|42   |-0042]", 20));
    rows.add(new Format("%c%c%%", new long[] {'o', 'k'}, "ok%", 4));
    rows.add(new Format("%p", new long[] {0x1234}, "0000000000001234", 17));
    rows.add(new Format("%d", new long[] {}, "", EINVAL));
    rows.add(new Format("%q", new long[] {1}, "", EINVAL));
    rows.add(new Format("\u00e9", new long[] {}, "", EINVAL));
    return rows;
  }

  @ParameterizedTest
  @MethodSource("formats")
  void formatsText(Format row) {
    long out = memory.allocate(64, Access.READ_WRITE).address();
    for (int at = 0; at < row.arguments.length; at++) {
      memory.putLong(buffer + 8 * at, row.arguments[at]);
    }
    text(other, row.format);

    assertThat(call(165, out, 64, other, buffer, 8 * row.arguments.length)).isEqualTo(row.result);
    assertThat(text(out)).isEqualTo(row.wanted);
  }

  @Test
  void longTextIsCutAndItsLengthTold() {
    memory.putLong(buffer, text(buffer + 16, "/etc/passwd"));
    text(other, "open %s");
    long out = memory.allocate(8, Access.READ_WRITE).address();

    assertThat(call(165, out, 8, other, buffer, 8)).isEqualTo(17);
    assertThat(text(out)).isEqualTo("open /e");
    assertThat(call(165, out, 8, other, buffer, 7)).isEqualTo(EINVAL);
    text(other, "%pI4");
    assertThatThrownBy(() -> call(165, out, 8, other, buffer, 8))
        .hasMessage("`snprintf`: format `%pI` is not supported in a dry run");
    assertThat(call(6, text(other, "x=%d"), 5, 3)).isEqualTo(3);
    assertThat(call(6, text(other, "x=%d"), 4, 3)).isEqualTo(EINVAL);
    assertThat(effects.lines()).containsExactly("printed x=3");
  }

  @Test
  void mapsAnswerByHandle() {
    BpfMap map = maps.create(MapParameters.of("m", MapKind.HASH, 4, 8, 2));
    memory.putInt(buffer, 1);
    memory.putLong(other, 99);

    assertThat(call(1, map.handle(), buffer)).isZero();
    assertThat(call(2, map.handle(), buffer, other, 2)).isEqualTo(-2);
    assertThat(call(2, map.handle(), buffer, other, 0)).isZero();
    assertThat(memory.getLong(call(1, map.handle(), buffer))).isEqualTo(99);
    assertThat(call(3, map.handle(), buffer)).isZero();
    assertThat(call(3, map.handle(), buffer)).isEqualTo(-2);
    assertThatThrownBy(() -> call(1, 5, buffer)).hasMessage("`map_lookup_elem`: 0x5 is no map");
    assertThatThrownBy(() -> call(1, map.handle(), buffer + 61)).isInstanceOf(FaultSignal.class);
    assertThatThrownBy(() -> call(87, map.handle(), buffer, 0))
        .hasMessage("`map_push_elem`: map `m` is of kind HASH");
  }

  @Test
  void valuesOfOtherCpus() {
    BpfMap map = maps.create(MapParameters.of("m", MapKind.PERCPU_ARRAY, 4, 8, 2));
    memory.putInt(buffer, 1);
    long first = call(195, map.handle(), buffer, 0);
    assertThat(first).isEqualTo(call(1, map.handle(), buffer));
    assertThat(call(195, map.handle(), buffer, 1)).isNotEqualTo(first).isNotZero();
    assertThat(call(195, map.handle(), buffer, 2)).isZero();
  }

  @Test
  void queuesPushAndPop() {
    BpfMap map = maps.create(MapParameters.of("q", MapKind.QUEUE, 0, 4, 2));
    memory.putInt(buffer, 5);
    assertThat(call(87, map.handle(), buffer, 0)).isZero();
    assertThat(call(89, map.handle(), other)).isZero();
    assertThat(call(88, map.handle(), other)).isZero();
    assertThat(memory.getInt(other)).isEqualTo(5);
    assertThat(call(88, map.handle(), other)).isEqualTo(-2);
  }

  @Test
  void recordsReachTheHost() {
    RingBuffer ring = (RingBuffer) maps.create(MapParameters.of("r", MapKind.RINGBUF, 0, 0, 4096));
    memory.putLong(buffer, 7);
    assertThat(call(130, ring.handle(), buffer, 8, 0)).isZero();
    assertThat(call(130, ring.handle(), buffer, 8, 4)).isEqualTo(EINVAL);
    long kept = call(131, ring.handle(), 16, 0);
    long dropped = call(131, ring.handle(), 16, 0);
    memory.cells().store64(kept, 8);
    assertThat(call(132, kept)).isZero();
    assertThat(call(133, dropped)).isZero();
    assertThat(call(131, ring.handle(), 16, 1)).isZero();
    assertThat(call(131, ring.handle(), 4096, 0)).isZero();
    assertThat(call(134, ring.handle(), 0)).isEqualTo(16 + 24 + 24);
    assertThatThrownBy(() -> call(132, kept)).hasMessageContaining("is no reserved record");

    List<Long> seen = new ArrayList<>();
    assertThat(ring.drain((at, length) -> seen.add(memory.getLong(at)))).isEqualTo(2);
    assertThat(seen).containsExactly(7L, 8L);
  }

  @Test
  void recordsOfUnknownSizeStandBehindAHandle() {
    RingBuffer ring = (RingBuffer) maps.create(MapParameters.of("r", MapKind.RINGBUF, 0, 0, 4096));
    text(other, "event");
    assertThat(call(198, ring.handle(), 6, 0, buffer)).isZero();
    assertThat(call(202, buffer, 0, other, 6, 0)).isZero();
    assertThat(call(202, buffer, 1, other, 6, 0)).isEqualTo(-7);
    assertThat(call(203, buffer, 5, 2)).isZero();
    assertThat(memory.getByte(call(203, buffer, 1, 2))).isEqualTo((byte) 'v');
    assertThat(call(199, buffer)).isZero();
    assertThat(call(202, buffer, 0, other, 6, 0)).isEqualTo(EINVAL);
    assertThat(call(198, ring.handle(), 9999, 0, buffer)).isEqualTo(EINVAL);
    assertThat(call(200, buffer)).isZero();

    List<String> seen = new ArrayList<>();
    ring.drain((at, length) -> seen.add(length + text(at)));
    assertThat(seen).containsExactly("6event");
  }

  @Test
  void storageBelongsToTheObjectBehindAnAddress() {
    BpfMap map =
        maps.create(
            MapParameters.of("s", MapKind.TASK_STORAGE, 4, 8, 0)
                .withFlags(MapParameters.NO_PREALLOC));
    assertThat(call(156, map.handle(), 0x5000, 0, 0)).isZero();
    long value = call(156, map.handle(), 0x5000, 0, 1);
    assertThat(value).isNotZero();
    assertThat(call(156, map.handle(), 0x5000, 0, 0)).isEqualTo(value);
    assertThat(call(156, map.handle(), 0x5000, 0, 2)).isZero();
    assertThat(call(156, map.handle(), 0x6000, 0, 1)).isZero();
    assertThat(call(156, map.handle(), 0, 0, 1)).isZero();
    assertThat(call(157, map.handle(), 0)).isEqualTo(EINVAL);
    assertThat(call(157, map.handle(), 0x5000)).isZero();
    assertThat(call(157, map.handle(), 0x5000)).isEqualTo(-2);
    assertThatThrownBy(() -> call(145, map.handle(), 0x5000, 0, 0))
        .hasMessage("`inode_storage_get`: map `s` is of kind TASK_STORAGE");
  }

  @Test
  void effectsAreWrittenDown() {
    assertThat(call(109, 9)).isZero();
    assertThat(call(117, 31)).isZero();
    assertThat(call(109, 65)).isEqualTo(EINVAL);
    assertThat(call(109, -1)).isEqualTo(EINVAL);
    assertThat(call(159, 0x5000, 1)).isZero();
    assertThat(call(159, 0x5000, 2)).isEqualTo(EINVAL);
    assertThat(call(187, -13)).isZero();
    assertThat(call(186)).isEqualTo(-13);
    assertThat(effects.lines())
        .containsExactly("signal 9", "signal 31 to the thread", "exec options 1");
  }

  /** 12 is not in the table because it does not return: see the tests of programs. */
  @ParameterizedTest
  @ValueSource(ints = {0, 9, 10, 37, 107, 161, 162, 174, 193, 212, 9999, -1})
  void whatIsNotThereIsNotMadeUp(int id) {
    assertThat(table.function(id)).isNull();
  }

  @Test
  void keyedMapsOfMapsCannotBeWritten() {
    MapParameters inner = MapParameters.of("in", MapKind.ARRAY, 4, 8, 2);
    KeyedMap map =
        (KeyedMap)
            maps.create(MapParameters.of("out", MapKind.ARRAY_OF_MAPS, 4, 4, 4).holding(inner));
    memory.putInt(buffer, 0);
    assertThatThrownBy(() -> call(2, map.handle(), buffer, other, 0))
        .hasMessage("`map_update_elem`: map `out` holds maps, which only the host changes");
  }
}
