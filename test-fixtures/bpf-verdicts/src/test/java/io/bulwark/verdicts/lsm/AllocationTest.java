package io.bulwark.verdicts.lsm;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.bulwark.bpf.object.BpfObject;
import io.bulwark.vm.helper.EffectLog;
import io.bulwark.vm.helper.Environment;
import io.bulwark.vm.helper.Helpers;
import io.bulwark.vm.helper.TaskFacts;
import io.bulwark.vm.load.LoadSettings;
import io.bulwark.vm.load.LoadedObject;
import io.bulwark.vm.load.MachineLoader;
import io.bulwark.vm.map.MapStore;
import io.bulwark.vm.memory.Memory;
import io.bulwark.vm.run.Executor;
import io.bulwark.vm.target.HookContext;
import io.bulwark.vm.target.RecordedObject;
import io.bulwark.vm.target.StructLayout.Field;
import io.bulwark.vm.target.TraceBinder;
import io.bulwark.vm.target.TraceImage;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** A recorded open, from filling the objects to the verdict, allocates nothing. */
class AllocationTest {
  private static final int EVENTS = 20_000;

  private final Memory memory = Memory.ofCapacity(1 << 20);
  private final TraceImage image = new TraceImage(OpensTest.schema(), memory);
  private final RecordedObject file = image.object("file");
  private final RecordedObject inode = image.object("inode");
  private final HookContext context = image.context(1).argument(0, file);
  private final Field flags = file.layout().field("f_flags");
  private final Field pointer = file.layout().field("f_inode");
  private final Field place = file.layout().field("f_path");
  private final Field mode = inode.layout().field("i_mode");
  private final byte[][] paths = {
    (OpenPolicy.FOLDER + "secret").getBytes(StandardCharsets.UTF_8),
    (OpenPolicy.FOLDER + "tool").getBytes(StandardCharsets.UTF_8)
  };
  private int denied;

  private void event(Executor executor, int number) {
    inode.set(mode, 0104755);
    file.set(flags, number & 3).point(pointer, number % 5 == 0 ? null : inode);
    image.path(file, place, paths[number & 1]);
    denied += executor.run(context.previous(0).address()) == 0 ? 0 : 1;
  }

  @Test
  void nothingIsAllocatedPerEvent() {
    BpfObject object = OpenPolicy.object();
    MapStore maps = new MapStore(memory);
    Environment environment =
        Environment.of(maps, new TaskFacts(), new EffectLog()).withObjects(image, image);
    LoadedObject loaded =
        new MachineLoader(
                object, LoadSettings.DEFAULT, new TraceBinder(object.types(), image.schema()))
            .load(maps, Helpers.table(environment));
    measure("interpreted", loaded.interpreted(OpenPolicy.PROGRAM));
    measure("compiled", loaded.compiled(OpenPolicy.PROGRAM));
    assertThat(denied).isPositive();
  }

  private void measure(String how, Executor executor) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long least = Long.MAX_VALUE;
    for (int round = 0; round < 5; round++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      long start = System.nanoTime();
      for (int number = 0; number < EVENTS; number++) {
        event(executor, number);
      }
      long nanos = (System.nanoTime() - start) / EVENTS;
      long bytes = threads.getCurrentThreadAllocatedBytes() - before;
      least = Math.min(least, bytes);
      System.out.println(how + ": " + nanos + " ns and " + bytes / EVENTS + " bytes an event");
    }
    // The counter itself and the line above may allocate, events not.
    assertThat(least).isLessThan(EVENTS);
  }
}
