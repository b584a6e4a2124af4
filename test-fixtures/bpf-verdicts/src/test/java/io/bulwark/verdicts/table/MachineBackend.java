package io.bulwark.verdicts.table;

import io.bulwark.bpf.object.BpfObject;
import io.bulwark.bpf.object.ObjectReader;
import io.bulwark.bpf.object.ObjectWriter;
import io.bulwark.vm.helper.EffectLog;
import io.bulwark.vm.helper.Environment;
import io.bulwark.vm.helper.Helpers;
import io.bulwark.vm.helper.TaskFacts;
import io.bulwark.vm.load.Binder;
import io.bulwark.vm.load.LoadSettings;
import io.bulwark.vm.load.LoadedObject;
import io.bulwark.vm.load.MachineLoader;
import io.bulwark.vm.map.HostMap;
import io.bulwark.vm.map.MapStore;
import io.bulwark.vm.memory.Access;
import io.bulwark.vm.memory.Memory;
import io.bulwark.vm.memory.Region;
import io.bulwark.vm.run.Executor;
import java.util.HashMap;
import java.util.Map;

/** A machine that has read the same bytes, interpreting or compiling. */
final class MachineBackend implements Backend {
  private static final int CONTEXT_SIZE = 24;
  private static final int CPUS = 2;

  private final Memory memory = Memory.ofCapacity(1 << 22);
  private final Region context = memory.allocate(CONTEXT_SIZE, Access.READ);
  private final Region packet = memory.allocate(Event.SIZE, Access.READ_WRITE);
  private final LoadedObject object;
  private final boolean compile;
  private final Map<String, Executor> executors = new HashMap<>();
  private final Map<String, HostMap> maps = new HashMap<>();

  MachineBackend(BpfObject blueprint, boolean compile) {
    this.compile = compile;
    MapStore store = new MapStore(memory, CPUS, 16);
    Environment environment = Environment.of(store, new TaskFacts(), new EffectLog());
    object =
        new MachineLoader(
                ObjectReader.read(ObjectWriter.write(blueprint)),
                LoadSettings.DEFAULT.config("LINUX_KERNEL_VERSION", 0x61200),
                Binder.NONE)
            .load(store, Helpers.table(environment));
    memory.putInt(context.address(), (int) packet.address());
    memory.putInt(context.address() + 4, (int) packet.end());
  }

  private Executor executor(String program) {
    return executors.computeIfAbsent(
        program, name -> compile ? object.compiled(name) : object.interpreted(name));
  }

  private HostMap map(String name) {
    return maps.computeIfAbsent(name, object::map);
  }

  @Override
  public int run(String program, byte[] bytes) {
    memory.copyIn(packet.address(), bytes);
    return (int) executor(program).run(context.address());
  }

  @Override
  public void update(String name, byte[] key, byte[] value) {
    HostMap map = map(name);
    byte[] all = new byte[map.valueBytes()];
    int stride = all.length == value.length ? value.length : (value.length + 7) & ~7;
    for (int at = 0; at < all.length; at += stride) {
      System.arraycopy(value, 0, all, at, value.length);
    }
    require(map.update(key, all, 0), name);
  }

  @Override
  public void program(String array, int index, String program) {
    require(object.programArray(array).put(index, executor(program)), array);
  }

  @Override
  public void inner(String outer, byte[] key, String inner) {
    require(map(outer).put(key, object.maps().get(inner), 0), outer);
  }

  private static void require(int result, String map) {
    if (result != 0) {
      throw new AssertionError("map " + map + " answers " + result);
    }
  }

  @Override
  public void close() {}
}
