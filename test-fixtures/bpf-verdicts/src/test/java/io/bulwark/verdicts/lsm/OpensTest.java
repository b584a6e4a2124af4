package io.bulwark.verdicts.lsm;

import static org.assertj.core.api.Assertions.assertThat;

import io.bulwark.bpf.object.BpfObject;
import io.bulwark.bpf.object.ObjectReader;
import io.bulwark.bpf.object.ObjectWriter;
import io.bulwark.lab.Kernels;
import io.bulwark.lab.Lab;
import io.bulwark.lab.kernel.Kernel;
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
import io.bulwark.vm.target.TraceBinder;
import io.bulwark.vm.target.TraceImage;
import io.bulwark.vm.target.TraceSchema;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * One LSM object, the same bytes: over recorded opens in the machine, and over real ones in
 * kernels.
 */
class OpensTest {
  private final Memory memory = Memory.ofCapacity(1 << 20);

  /** What a trace records: the kernel's names, its own layout. */
  static TraceSchema schema() {
    return TraceSchema.builder("opens.scap")
        .struct("path", path -> path.pointer("dentry", "dentry"))
        .struct("kuid_t", uid -> uid.number("val", 4))
        .struct("inode", inode -> inode.embedded("i_uid", "kuid_t").number("i_mode", 2))
        .struct(
            "file",
            file ->
                file.embedded("f_path", "path").number("f_flags", 4).pointer("f_inode", "inode"))
        .build();
  }

  static List<OpenRow> rows() {
    return OpenRow.all();
  }

  @ParameterizedTest
  @MethodSource("rows")
  void recordedOpens(OpenRow row) {
    BpfObject object = ObjectReader.read(ObjectWriter.write(OpenPolicy.object()));
    TraceImage image = new TraceImage(schema(), memory);
    RecordedObject file = image.object("file");
    RecordedObject inode = image.object("inode").set("i_mode", 0100000 | row.mode());
    inode.set(
        inode.layout().field("i_uid"), image.schema().struct("kuid_t").field("val"), row.owner());
    file.set("f_flags", 0x8000 | row.access()).point("f_inode", inode);
    image.path(file, file.layout().field("f_path"), row.path().getBytes(StandardCharsets.UTF_8));
    HookContext context = image.context(1).argument(0, file);
    LoadedObject loaded = load(object, image);
    for (Executor executor :
        List.of(loaded.interpreted(OpenPolicy.PROGRAM), loaded.compiled(OpenPolicy.PROGRAM))) {
      assertThat((int) executor.run(context.previous(0).address())).isEqualTo(row.verdict());
      assertThat((int) executor.run(context.previous(-7).address())).isEqualTo(-7);
    }
  }

  private LoadedObject load(BpfObject object, TraceImage image) {
    MapStore maps = new MapStore(memory);
    Environment environment =
        Environment.of(maps, new TaskFacts(), new EffectLog()).withObjects(image, image);
    return new MachineLoader(
            object, LoadSettings.DEFAULT, new TraceBinder(object.types(), image.schema()))
        .load(maps, Helpers.table(environment));
  }

  @Tag("kernel-vm")
  @TestFactory
  Stream<DynamicTest> realOpens() {
    return Lab.inGuest(OpensInGuest.class, Kernels.since(Kernel.V6_1));
  }
}
