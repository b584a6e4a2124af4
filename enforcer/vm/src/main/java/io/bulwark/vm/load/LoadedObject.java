package io.bulwark.vm.load;

import io.bulwark.vm.Machine;
import io.bulwark.vm.map.BpfMap;
import io.bulwark.vm.map.HostMap;
import io.bulwark.vm.map.KeyedMap;
import io.bulwark.vm.map.MapStore;
import io.bulwark.vm.map.ProgramArray;
import io.bulwark.vm.map.RingBuffer;
import io.bulwark.vm.memory.Region;
import io.bulwark.vm.program.Program;
import io.bulwark.vm.run.Executor;
import java.util.Collections;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An object on a machine: its programs, maps and variables by name. */
public final class LoadedObject {
  private final Machine machine;
  private final MapStore store;
  private final Map<String, BpfMap> maps;
  private final GlobalData data;
  private final Map<String, Program> programs;

  LoadedObject(
      Machine machine,
      MapStore store,
      Map<String, BpfMap> maps,
      GlobalData data,
      Map<String, Program> programs) {
    this.machine = machine;
    this.store = store;
    this.maps = Collections.unmodifiableMap(maps);
    this.data = data;
    this.programs = Collections.unmodifiableMap(programs);
  }

  /** The machine. */
  public Machine machine() {
    return machine;
  }

  /** All programs by name, linked. */
  public Map<String, Program> programs() {
    return programs;
  }

  /** A program by name. */
  public Program program(String name) {
    return required("program", name, programs.get(name));
  }

  /** A program ready to run, interpreted. */
  public Executor interpreted(String name) {
    return machine.interpreter(program(name));
  }

  /** A program ready to run, compiled. */
  public Executor compiled(String name) {
    return machine.jit(program(name));
  }

  /** All maps by name, without those of global data. */
  public Map<String, BpfMap> maps() {
    return maps;
  }

  /** A map from keys to values, as the host sees it. */
  public HostMap map(String name) {
    if (required("map", name, maps.get(name)) instanceof KeyedMap map) {
      return new HostMap(store, map);
    }
    throw new LoadException(MapConversion.part(name), "has no keys");
  }

  /** A ring buffer. */
  public RingBuffer ring(String name) {
    if (required("map", name, maps.get(name)) instanceof RingBuffer ring) {
      return ring;
    }
    throw new LoadException(MapConversion.part(name), "is no ring buffer");
  }

  /** A program array. */
  public ProgramArray programArray(String name) {
    if (required("map", name, maps.get(name)) instanceof ProgramArray array) {
      return array;
    }
    throw new LoadException(MapConversion.part(name), "holds no programs");
  }

  /** Where a global variable, or a section of them, is in the machine's memory. */
  public Region variable(String name) {
    return required("variable", name, data.place(name));
  }

  /** The bytes of a global variable as they are now. */
  public byte[] valueOf(String name) {
    Region place = variable(name);
    return machine.memory().bytes(place.address(), place.size());
  }

  private static <T> T required(String what, String name, @Nullable T value) {
    if (value == null) {
      throw new LoadException(what + " `" + name + "`", "the object has none of this name");
    }
    return value;
  }
}
