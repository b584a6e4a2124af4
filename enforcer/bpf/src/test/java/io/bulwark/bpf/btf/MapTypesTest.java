package io.bulwark.bpf.btf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bulwark.bpf.btf.BtfType.Encoding;
import io.bulwark.bpf.btf.BtfType.Linkage;
import io.bulwark.bpf.btf.BtfType.Member;
import io.bulwark.bpf.btf.MapDefinition.Shape;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MapTypesTest {
  private static final int HASH = 1;
  private static final int ARRAY = 2;
  private static final Shape NONE = new Shape.None();
  private static final Shape FOUR = new Shape.Size(4);

  private record Bad(String rule, MapDefinition map) {}

  @Test
  void whatWasDefinedIsReadBack() {
    var btf = new BtfBuilder();
    int word = btf.integer("u32", 4, Encoding.UNSIGNED);
    int value = btf.add(new BtfType.Struct("value", 4, List.of(Member.at(0, "x", word))));
    MapDefinition inner = MapDefinition.of(ARRAY, FOUR, new Shape.Size(64), 1);
    int innerType = MapTypes.add(btf, "inner", inner);
    List<MapDefinition> maps =
        List.of(
            MapDefinition.ringBuffer(1 << 20),
            MapDefinition.of(HASH, new Shape.Typed(word), new Shape.Typed(value), 0xFFFF_FFFFL)
                .withFlags(MapDefinition.NO_PREALLOC)
                .pinned(),
            MapDefinition.of(MapDefinition.HASH_OF_MAPS, FOUR, FOUR, 8).withInner(innerType),
            MapDefinition.of(MapDefinition.TASK_STORAGE, FOUR, new Shape.Typed(value), 0)
                .withFlags(MapDefinition.NO_PREALLOC),
            MapDefinition.of(30, NONE, FOUR, 100));
    int[] structs = maps.stream().mapToInt(m -> MapTypes.add(btf, "map", m)).toArray();
    Btf table = btf.build();
    for (int i = 0; i < structs.length; i++) {
      assertThat(MapReader.read(table, structs[i])).isEqualTo(maps.get(i));
      assertThat(table.type(structs[i]).name()).isEmpty();
    }
    // `values` is a flexible last member: it takes no room.
    assertThat(table.sizeOf(structs[2])).hasValue(8 * 4);
    assertThat(MapReader.read(table, innerType)).isEqualTo(inner);
  }

  @Test
  void theSectionHoldsGlobalVariablesBackToBack() {
    Btf btf = Samples.everyKind().build();
    var section = (BtfType.DataSec) btf.type(btf.find(BtfKind.DATASEC, ".maps"));
    int end = 0;
    for (BtfType.Slot slot : section.slots()) {
      var variable = (BtfType.Var) btf.type(slot.type());
      assertThat(variable.linkage()).isEqualTo(Linkage.GLOBAL);
      assertThat(slot.offset()).isEqualTo(end);
      assertThat(btf.sizeOf(variable.type())).hasValue(slot.size());
      end += slot.size();
    }
    assertThat(section.size()).isEqualTo(end);
  }

  static List<Bad> badMaps() {
    return List.of(
        new Bad("type 0", MapDefinition.of(0, FOUR, FOUR, 1)),
        new Bad("max_entries 4294967296", MapDefinition.of(HASH, FOUR, FOUR, 1L << 32)),
        new Bad("max_entries 0", MapDefinition.of(HASH, FOUR, FOUR, 0)),
        new Bad("key of 0 bytes", MapDefinition.of(HASH, new Shape.Size(0), FOUR, 1)),
        new Bad("value is void", MapDefinition.of(HASH, FOUR, new Shape.Typed(0), 1)),
        new Bad("has no value", MapDefinition.of(HASH, FOUR, NONE, 1)),
        new Bad("neither key nor value", MapDefinition.of(MapDefinition.RINGBUF, FOUR, NONE, 4096)),
        new Bad("a ring of 5000 bytes", MapDefinition.ringBuffer(5000)),
        new Bad("a ring of 12288 bytes", MapDefinition.ringBuffer(12_288)),
        new Bad("a ring of 2048 bytes", MapDefinition.ringBuffer(2048)),
        new Bad("BPF_F_NO_PREALLOC", MapDefinition.of(MapDefinition.LPM_TRIE, FOUR, FOUR, 9)),
        new Bad("BPF_F_NO_PREALLOC", MapDefinition.of(MapDefinition.TASK_STORAGE, FOUR, FOUR, 0)),
        new Bad("max_entries 7", MapDefinition.of(MapDefinition.TASK_STORAGE, FOUR, FOUR, 7)),
        new Bad("what maps it holds", MapDefinition.of(MapDefinition.ARRAY_OF_MAPS, FOUR, FOUR, 1)),
        new Bad("holds no maps", MapDefinition.of(HASH, FOUR, FOUR, 1).withInner(1)));
  }

  @ParameterizedTest
  @MethodSource("badMaps")
  void badMapsAreRefused(Bad bad) {
    assertThatThrownBy(() -> MapTypes.add(new BtfBuilder(), "bad", bad.map()))
        .isInstanceOf(BtfRuleException.class)
        .hasMessageContaining("map `bad`")
        .hasMessageContaining(bad.rule());
  }

  @Test
  void otherStructsAreNoMaps() {
    Btf btf = Samples.everyKind().build();
    assertThatThrownBy(() -> MapReader.read(btf, btf.find(BtfKind.STRUCT, "node")))
        .isInstanceOf(BtfFormatException.class)
        .hasMessageContaining("unknown member `next`");
    assertThatThrownBy(() -> MapReader.read(btf, 1))
        .isInstanceOf(BtfFormatException.class)
        .hasMessageContaining("no struct");
  }

  /** A map member that says {@code number}: a pointer to an array of so many. */
  private static BtfType.Member number(BtfBuilder types, int at, String name, int number) {
    int integer = types.integer("int", 4, BtfType.Encoding.SIGNED);
    int array = types.array(integer, number);
    return BtfType.Member.at(8 * at, name, types.pointer(array));
  }

  private static void refused(BtfBuilder types, String problem, BtfType.Member... members) {
    int map = types.add(new BtfType.Struct("", 8 * members.length, List.of(members)));
    Btf btf = types.build();
    assertThatThrownBy(() -> MapReader.read(btf, map))
        .isInstanceOf(BtfFormatException.class)
        .hasMessageContaining(problem);
  }

  @Test
  void aSizeThatIsNotTheTypesIsRefused() {
    BtfBuilder types = new BtfBuilder();
    int integer = types.integer("int", 4, BtfType.Encoding.SIGNED);
    refused(
        types,
        "the key of a map is of 8 bytes, its type is not",
        BtfType.Member.at(0, "key", types.pointer(integer)),
        number(types, 1, "key_size", 8));
  }

  @Test
  void unknownPinningIsRefused() {
    BtfBuilder types = new BtfBuilder();
    refused(types, "unknown pinning 2", number(types, 0, "pinning", 2));
  }

  /** Whoever follows such a definition does not come back. */
  @Test
  void aMapOfMapsThatHoldsItselfIsRefused() {
    BtfBuilder types = new BtfBuilder();
    int self = types.reserve();
    int array = types.array(types.pointer(self), 0);
    types.define(self, new BtfType.Struct("", 0, List.of(BtfType.Member.at(0, "values", array))));
    Btf btf = types.build();
    assertThatThrownBy(() -> MapReader.read(btf, self))
        .isInstanceOf(BtfFormatException.class)
        .hasMessageContaining("hold maps");
  }
}
