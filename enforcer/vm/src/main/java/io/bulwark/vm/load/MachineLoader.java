package io.bulwark.vm.load;

import io.bulwark.bpf.isa.Code;
import io.bulwark.bpf.isa.Reference;
import io.bulwark.bpf.object.BpfObject;
import io.bulwark.bpf.object.Function;
import io.bulwark.bpf.object.MapSpec;
import io.bulwark.vm.Machine;
import io.bulwark.vm.map.BpfMap;
import io.bulwark.vm.map.InvalidMap;
import io.bulwark.vm.map.MapStore;
import io.bulwark.vm.memory.MemoryExhausted;
import io.bulwark.vm.memory.Region;
import io.bulwark.vm.program.Program;
import io.bulwark.vm.run.HelperTable;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes an object ready to run. */
public final class MachineLoader {
  private final BpfObject object;
  private final LoadSettings settings;
  private final Binder binder;

  /**
   * @param settings what is changed before loading
   * @param binder applies CO-RE relocations
   */
  public MachineLoader(BpfObject object, LoadSettings settings, Binder binder) {
    this.object = object;
    this.settings = settings;
    this.binder = binder;
  }

  /**
   * The object on a machine of its own, which has the store's memory.
   *
   * @param maps where the object's maps are added
   * @param helpers the machine's functions, which answer from {@code maps}
   * @throws LoadException if something is missing or does not fit
   * @throws io.bulwark.vm.program.LinkException if code names what the object does not have
   */
  public LoadedObject load(MapStore maps, HelperTable helpers) {
    Map<String, BpfMap> byName = new LinkedHashMap<>();
    for (MapSpec map : object.maps()) {
      byName.put(map.name(), create(map, maps));
    }
    requireKnown(byName);
    GlobalData data;
    ExternValues externs;
    try {
      data = new GlobalData(object, settings, maps);
      externs = new ExternValues(object, settings, maps.memory());
    } catch (MemoryExhausted | InvalidMap e) {
      throw new LoadException("global variables", String.valueOf(e.getMessage()));
    }
    Machine machine =
        Machine.builder(maps.memory())
            .helpers(helpers)
            .symbols(reference -> value(reference, byName, data, externs))
            .fuel(settings.fuel())
            .build();
    return new LoadedObject(machine, maps, byName, data, programs(machine));
  }

  private void requireKnown(Map<String, BpfMap> maps) {
    for (String name : settings.maxEntries().keySet()) {
      if (!maps.containsKey(name)) {
        throw new LoadException(MapConversion.part(name), "the object has none of this name");
      }
    }
  }

  private BpfMap create(MapSpec map, MapStore maps) {
    try {
      return maps.create(
          new MapConversion(object.types()).parameters(map, settings.maxEntries().get(map.name())));
    } catch (InvalidMap e) {
      throw new LoadException("maps", String.valueOf(e.getMessage()));
    } catch (MemoryExhausted e) {
      throw new LoadException(MapConversion.part(map.name()), String.valueOf(e.getMessage()));
    }
  }

  private static @Nullable Long value(
      Reference reference, Map<String, BpfMap> maps, GlobalData data, ExternValues externs) {
    return switch (reference) {
      case Reference.ToMap(String name) -> {
        BpfMap map = maps.get(name);
        yield map == null ? null : (Long) map.handle();
      }
      case Reference.ToVariable(String name, int addend) -> {
        Region place = data.place(name);
        yield place == null ? null : (Long) (place.address() + addend);
      }
      case Reference.ToExtern(String name) -> externs.address(name);
      case Reference.ToFunction _, Reference.ToKfunc _ -> null;
    };
  }

  private Map<String, Program> programs(Machine machine) {
    Map<String, Code> code = new LinkedHashMap<>();
    for (Function function : object.functions()) {
      code.put(function.name(), binder.bind(function));
    }
    Map<String, Program> programs = new LinkedHashMap<>();
    for (Function program : object.programs()) {
      String name = program.name();
      programs.put(name, machine.link(name, code.getOrDefault(name, program.code()), code));
    }
    return programs;
  }
}
