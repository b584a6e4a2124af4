package io.bulwark.vm.load;

import static io.bulwark.bpf.isa.Register.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bulwark.bpf.btf.BtfType;
import io.bulwark.bpf.btf.MapDefinition;
import io.bulwark.bpf.isa.AluOp;
import io.bulwark.bpf.isa.Assembler;
import io.bulwark.bpf.isa.Condition;
import io.bulwark.bpf.isa.Constant;
import io.bulwark.bpf.isa.Instruction;
import io.bulwark.bpf.isa.IsaLevel;
import io.bulwark.bpf.isa.Label;
import io.bulwark.bpf.isa.Metadata;
import io.bulwark.bpf.isa.Reference;
import io.bulwark.bpf.isa.Size;
import io.bulwark.bpf.object.BpfObject;
import io.bulwark.bpf.object.Extern;
import io.bulwark.bpf.object.Function;
import io.bulwark.bpf.object.ObjectBuilder;
import io.bulwark.bpf.object.ObjectReader;
import io.bulwark.bpf.object.ObjectWriter;
import io.bulwark.vm.helper.EffectLog;
import io.bulwark.vm.helper.Environment;
import io.bulwark.vm.helper.Helpers;
import io.bulwark.vm.helper.TaskFacts;
import io.bulwark.vm.map.MapStore;
import io.bulwark.vm.memory.Memory;
import io.bulwark.vm.run.Executor;
import java.util.List;
import org.junit.jupiter.api.Test;

class MachineLoaderTest {
  private static final byte[] ONE = {1, 0, 0, 0};

  private static Assembler asm() {
    return new Assembler(IsaLevel.V3);
  }

  /**
   * Counts its runs in a map and in {@code .bss}; answers limit (.rodata) + version (.kconfig) +
   * what the subprogram makes of the count.
   */
  private static BpfObject object() {
    ObjectBuilder object = new ObjectBuilder("GPL");
    int u32 = object.types().integer("unsigned int", 4, BtfType.Encoding.UNSIGNED);
    MapDefinition.Shape shape = new MapDefinition.Shape.Typed(u32);
    object.map("counts", MapDefinition.of(1, shape, shape, 4));
    object.map("events", MapDefinition.ringBuffer(4096));
    object.variable(".rodata", "limit", u32, new byte[] {7, 0, 0, 0});
    object.variable(".bss", "padding", u32, new byte[4]);
    object.variable(".bss", "runs", u32, new byte[4]);
    object.extern(new Extern("LINUX_KERNEL_VERSION", Extern.KCONFIG, false), u32, 4);
    object.extern(new Extern("CONFIG_MISSING", Extern.KCONFIG, true), u32, 4);
    Assembler main = asm();
    Label fresh = main.label("fresh");
    main.store(Size.W, R10, -4, 1).loadMap(R1, "counts").mov(R2, R10).alu(AluOp.ADD, R2, -4);
    main.call(1).jumpIf(Condition.EQ, R0, 0, fresh);
    main.load(Size.W, R1, R0, 0).alu(AluOp.ADD, R1, 1).store(Size.W, R0, 0, R1).bind(fresh);
    main.loadVariable(R1, "runs").load(Size.W, R2, R1, 0).alu(AluOp.ADD, R2, 1);
    main.store(Size.W, R1, 0, R2).mov(R1, R2).callFunction("twice").mov(R6, R0);
    main.loadVariable(R1, "limit").load(Size.W, R1, R1, 0).alu(AluOp.ADD, R6, R1);
    extern(main, "LINUX_KERNEL_VERSION");
    extern(main, "CONFIG_MISSING");
    object.program("main_prog", "lsm/file_open", main.mov(R0, R6).exit().build());
    int proto =
        object.types().intern(new BtfType.FuncProto(u32, List.of(new BtfType.Param("n", u32))));
    object.function(
        new Function(
            "twice",
            Function.TEXT,
            Function.Linkage.STATIC,
            asm().mov(R0, R1).alu(AluOp.MUL, R0, 2).exit().build()),
        proto);
    return object.build();
  }

  private static void extern(Assembler asm, String name) {
    Instruction load = new Instruction.LoadImm64(R1, new Constant.Number(0));
    asm.add(load, Metadata.NONE.withReference(new Reference.ToExtern(name)));
    asm.load(Size.W, R1, R1, 0).alu(AluOp.ADD, R6, R1);
  }

  private final MapStore maps = new MapStore(Memory.ofCapacity(1 << 20));

  private LoadedObject load(BpfObject object, LoadSettings settings) {
    Environment environment = Environment.of(maps, new TaskFacts(), new EffectLog());
    return new MachineLoader(object, settings, Binder.NONE).load(maps, Helpers.table(environment));
  }

  private static final LoadSettings SETTINGS =
      LoadSettings.DEFAULT.config("LINUX_KERNEL_VERSION", 0x60100);

  @Test
  void everythingIsInPlaceAndRunsInBothWays() {
    BpfObject object = ObjectReader.read(ObjectWriter.write(object()));
    LoadedObject loaded = load(object, SETTINGS.variable("limit", new byte[] {100, 0, 0, 0}));
    loaded.map("counts").update(ONE, new byte[4], 0);
    Executor interpreted = loaded.interpreted("main_prog");
    Executor compiled = loaded.compiled("main_prog");

    assertThat(interpreted.run(0)).isEqualTo(2 + 100 + 0x60100);
    assertThat(compiled.run(0)).isEqualTo(4 + 100 + 0x60100);
    assertThat(loaded.valueOf("runs")).containsExactly(2, 0, 0, 0);
    assertThat(loaded.valueOf("limit")).containsExactly(100, 0, 0, 0);
    assertThat(loaded.map("counts").lookup(ONE)).contains(new byte[] {2, 0, 0, 0});
    assertThat(loaded.maps()).containsOnlyKeys("counts", "events");
    assertThat(loaded.ring("events").query(1)).isEqualTo(4096);
  }

  /** Of a section and a variable in it, what is set last counts. */
  @Test
  void valuesAreSetInTheirOrder() {
    byte[] section = {1, 0, 0, 0, 2, 0, 0, 0};
    byte[] variable = {9, 0, 0, 0};
    LoadSettings first = SETTINGS.variable(".bss", section).variable("runs", variable);
    assertThat(load(object(), first).valueOf("runs")).isEqualTo(variable);
    LoadSettings then = first.variable(".bss", section);
    assertThat(load(object(), then).valueOf("runs")).containsExactly(2, 0, 0, 0);
  }

  @Test
  void sizesCanBeChanged() {
    LoadedObject loaded = load(object(), SETTINGS.maxEntries("events", 8192));
    assertThat(loaded.ring("events").query(1)).isEqualTo(8192);
  }

  @Test
  void readOnlyDataCannotBeWrittenByPrograms() {
    LoadedObject loaded = load(object(), SETTINGS);
    Memory memory = maps.memory();
    assertThat(memory.cells().canWrite(loaded.variable("limit").address(), 4)).isFalse();
    assertThat(memory.cells().canWrite(loaded.variable("runs").address(), 4)).isTrue();
  }

  @Test
  void whatIsMissingIsNamed() {
    assertThatThrownBy(() -> load(object(), LoadSettings.DEFAULT))
        .isInstanceOf(LoadException.class)
        .hasMessage(
            "extern `LINUX_KERNEL_VERSION`: no value of the kernel's configuration was given");
    assertThatThrownBy(() -> load(object(), SETTINGS.variable("nope", ONE)))
        .hasMessage("variable `nope`: the object has none of this name");
    assertThatThrownBy(() -> load(object(), SETTINGS.variable("limit", new byte[3])))
        .hasMessage("variable `limit`: has 4 bytes, not 3");
    assertThatThrownBy(() -> load(object(), SETTINGS.maxEntries("nope", 1)))
        .hasMessage("map `nope`: the object has none of this name");
    assertThatThrownBy(() -> load(object(), SETTINGS.maxEntries("events", 5000)))
        .hasMessageContaining("not a power of two");
    assertThatThrownBy(() -> load(object(), SETTINGS.maxEntries("counts", 1 << 24)))
        .hasMessageContaining("map `counts`: no room for");
    LoadedObject loaded = load(object(), SETTINGS);
    assertThatThrownBy(() -> loaded.program("nope"))
        .hasMessage("program `nope`: the object has none of this name");
    assertThatThrownBy(() -> loaded.map("events")).hasMessage("map `events`: has no keys");
  }

  @Test
  void mapsOfOtherTypesAreRefused() {
    ObjectBuilder object = new ObjectBuilder("GPL");
    MapDefinition.Shape four = new MapDefinition.Shape.Size(4);
    object.map("stacks", MapDefinition.of(7, four, four, 1));
    object.program("p", "xdp", asm().mov(R0, 0).exit().build());
    assertThatThrownBy(() -> load(object.build(), LoadSettings.DEFAULT))
        .hasMessage("map `stacks`: a dry run has no maps of type 7");
  }
}
