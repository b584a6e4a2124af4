package io.bulwark.kernel.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bulwark.bpf.elf.ElfFile;
import io.bulwark.bpf.elf.ElfReader;
import io.bulwark.bpf.object.BpfObject;
import io.bulwark.bpf.object.Function;
import io.bulwark.bpf.object.ObjectReader;
import io.bulwark.kernel.HostKernel;
import io.bulwark.kernel.error.KernelRejectedProgram;
import io.bulwark.kernel.error.ObjectRefused;
import io.bulwark.kernel.error.PermissionDenied;
import io.bulwark.kernel.error.ResourceClosed;
import io.bulwark.kernel.log.VerifierLog;
import io.bulwark.kernel.ring.RingReader;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Objects of our own writer, through libbpf into the host's kernel. */
class ObjectRequestTest {
  private static final byte[] PACKET = new byte[64];

  @Test
  void anObjectRunsAndItsEventsAreRead() {
    Libbpf libbpf = HostKernel.require();
    ObjectRequest request =
        ObjectRequest.of("policy", TestObjects.events()).withVariable("answer", Bytes.ofInt(42));
    try (BpfObjectHandle object = request.load(libbpf);
        RingReader reader = RingReader.open(object.map("events"))) {
      assertThat(object.programs()).containsOnlyKeys("write_event");
      assertThat(object.maps()).containsOnlyKeys("events", "policy.rodata");
      assertThat(object.program("write_event").run(PACKET)).isEqualTo(42);
      long[] event = new long[1];
      int taken =
          reader.drain(
              (data, offset, length) -> event[0] = data.get(ValueLayout.JAVA_LONG, offset));
      assertThat(taken).isEqualTo(1);
      assertThat(event[0]).isEqualTo(42);
      assertThat(object.notes()).isEmpty();
      assertThat(object.program("write_event").type()).contains(ProgramType.XDP);
    }
  }

  @Test
  void settingsChangeMapsAndData() {
    Libbpf libbpf = HostKernel.require();
    try (KernelMap mine = MapSpec.ring("mine", 1 << 16).create(libbpf);
        BpfObjectHandle sized =
            ObjectRequest.of("sized", TestObjects.events())
                .withMaxEntries("events", 1 << 15)
                .withData(".rodata", 0, Bytes.ofInt(7))
                .load(libbpf);
        BpfObjectHandle sharing =
            ObjectRequest.of("sharing", TestObjects.events()).reusing("events", mine).load(libbpf);
        RingReader reader = RingReader.open(mine)) {
      assertThat(sized.map("events").info().maxEntries()).isEqualTo(1 << 15);
      assertThat(sized.program("write_event").run(PACKET)).isEqualTo(7);
      assertThat(sharing.program("write_event").run(PACKET)).isEqualTo(1);
      assertThat(reader.drain((data, offset, length) -> {})).isEqualTo(1);
    }
  }

  @Test
  void aRelocatedFieldIsReadWhereThisKernelHasIt() {
    Libbpf libbpf = HostKernel.require();
    try (BpfObjectHandle object = ObjectRequest.of("core", TestObjects.processId()).load(libbpf)) {
      TestResult result = object.program("process_id").testRun(TestRun.context(new byte[16]));
      assertThat(result.value()).isEqualTo((int) ProcessHandle.current().pid());
      ByteBuffer code =
          ByteBuffer.wrap(object.instructions("process_id")).order(ByteOrder.LITTLE_ENDIAN);
      assertThat(code.getInt(2 * 8 + 4)).as("the relocated offset").isGreaterThan(8);
    }
  }

  /** Also that the check can fail: the same bytes before relocation are found out. */
  @Test
  void relocationsOfLibbpfAndOursAgree() {
    Libbpf libbpf = HostKernel.require();
    BpfObject blueprint = ObjectReader.read(TestObjects.processId());
    RelocationCheck check = RelocationCheck.ofRunningKernel(blueprint).orElseThrow();
    Function program = blueprint.programs().getFirst();
    assertThat(RelocationCheck.isNeeded(blueprint)).isTrue();
    assertThat(check.difference(program, program.code().encode()).orElseThrow())
        .startsWith("libbpf and Bulwark disagree about instruction 2 of `process_id`: ");
    try (BpfObjectHandle object = ObjectRequest.of("core", TestObjects.processId()).load(libbpf)) {
      assertThat(check.difference(program, object.instructions("process_id"))).isEmpty();
    }
  }

  @Test
  void aRejectionInASubprogramNamesItsPolicyLine() {
    Libbpf libbpf = HostKernel.require();
    assertThatThrownBy(
            () -> ObjectRequest.of("bad", TestObjects.rejectedInSubprogram()).load(libbpf))
        .isInstanceOfSatisfying(
            KernelRejectedProgram.class,
            e -> {
              assertThat(e.source()).isEqualTo(TestObjects.line(12, "  fd.name = nothing"));
              assertThat(e.program()).isEqualTo("main_program");
            })
        .hasMessageStartingWith(
            "kernel rejected program `main_program` at policy.yaml:12:5, instruction 8: ")
        .hasMessageContaining("R2 invalid mem access 'scalar'");
  }

  @Test
  void aFieldThatTheKernelDoesNotHaveNamesItsPolicyLine() {
    Libbpf libbpf = HostKernel.require();
    assertThatThrownBy(() -> ObjectRequest.of("bad", TestObjects.unknownField()).load(libbpf))
        .isInstanceOf(KernelRejectedProgram.class)
        .hasMessageContaining("policy.yaml:7:5")
        .hasMessageContaining("struct task_struct.no_such_field");
  }

  @Test
  void anObjectLosesItsSourceLinesAndNothingElse() {
    byte[] bare = LineInfo.removedFrom(TestObjects.processId()).orElseThrow();
    assertThat(LineInfo.removedFrom(bare)).isEmpty();
    BpfObject object = ObjectReader.read(bare);
    assertThat(object.function("process_id").orElseThrow().code().source(0)).isNull();
    try (BpfObjectHandle loaded = ObjectRequest.of("bare", bare).load(HostKernel.require())) {
      assertThat(loaded.program("process_id").testRun(TestRun.context(new byte[16])).value())
          .as("relocations are applied all the same")
          .isEqualTo((int) ProcessHandle.current().pid());
    }
    VerifierLog refusal = new VerifierLog("missing bpf_line_info for func#0\nprocessed 0 insns x");
    assertThat(LineInfo.isCauseOf(refusal)).isTrue();
  }

  @Test
  void aLostExtensionIsFatal() {
    Libbpf libbpf = HostKernel.require();
    byte[] object = TestObjects.processId();
    ElfFile elf = ElfReader.read(object);
    ByteBuffer bytes = ByteBuffer.wrap(object.clone()).order(ByteOrder.LITTLE_ENDIAN);
    int header = (int) bytes.getLong(40) + elf.indexOf(".BTF.ext") * 64;
    // An unknown format version: libbpf warns and goes on, with all relocations lost.
    bytes.put((int) bytes.getLong(header + 24) + 2, (byte) 9);
    assertThatThrownBy(() -> ObjectRequest.of("lost", bytes.array()).load(libbpf))
        .isInstanceOf(ObjectRefused.class);
  }

  @Test
  void aHookThatTheKernelDoesNotHaveIsNamed() {
    Libbpf libbpf = HostKernel.require();
    assertThatThrownBy(() -> ObjectRequest.of("hook", TestObjects.unknownHook()).load(libbpf))
        .isInstanceOf(ObjectRefused.class)
        .hasMessageStartingWith("object `hook` needs the hook or function `no_such_hook`,");
  }

  @Test
  void settingsThatDoNotFitAreRefusedInASentence() {
    Libbpf libbpf = HostKernel.require();
    ObjectRequest request = ObjectRequest.of("policy", TestObjects.events());
    Map<ObjectRequest, String> wrong =
        Map.of(
            request.withVariable("answer", new byte[3]),
            "variable `answer` of object `policy` has 4 bytes, not 3",
            request.withVariable("question", new byte[4]),
            "object `policy` has no variable `question`",
            request.withData(".rodata", 2, new byte[4]),
            "object `policy` has 4 bytes of .rodata, so 4 at 2 do not fit",
            request.withMaxEntries("other", 4096),
            "object `policy` has no map `other`",
            request.withAutoload("other", false),
            "object `policy` has no program `other`");
    long before = HostKernel.openDescriptors();
    wrong.forEach((bad, message) ->
        assertThatThrownBy(() -> bad.load(libbpf))
            .isInstanceOf(ObjectRefused.class)
            .hasMessage(message));
    assertThat(HostKernel.openDescriptors()).isEqualTo(before);
  }

  @Test
  void programsCanBeLeftOut() {
    try (BpfObjectHandle object =
        ObjectRequest.of("policy", TestObjects.events())
            .withAutoload("write_event", false)
            .load(HostKernel.require())) {
      assertThat(object.programs()).isEmpty();
      assertThat(object.map("events").info().maxEntries()).isEqualTo(4096);
    }
  }

  @Test
  void partsEndWithTheObject() {
    BpfObjectHandle object =
        ObjectRequest.of("policy", TestObjects.events()).load(HostKernel.require());
    KernelProgram program = object.program("write_event");
    KernelMap map = object.map("events");
    program.close();
    assertThat(program.run(PACKET)).isEqualTo(1);
    object.close();
    object.close();
    assertThatThrownBy(() -> program.run(PACKET))
        .isInstanceOf(ResourceClosed.class)
        .hasMessage("object `policy` is closed");
    assertThatThrownBy(map::entries).isInstanceOf(ResourceClosed.class);
    assertThatThrownBy(() -> object.instructions("write_event")).isInstanceOf(ResourceClosed.class);
  }

  @Test
  void garbageIsRefusedBeforeItReachesNativeCode() {
    Libbpf libbpf = HostKernel.require();
    for (int size : new int[] {0, 1, 63, 64, 4096}) {
      assertThatThrownBy(() -> ObjectRequest.of("garbage", new byte[size]).load(libbpf))
          .isInstanceOf(ObjectRefused.class)
          .hasMessageStartingWith("object `garbage` is damaged: ");
    }
  }

  @Test
  void anObjectWithoutProgramsIsRefused() {
    Libbpf libbpf = HostKernel.require();
    byte[] empty = TestObjects.emptyElf();
    long before = HostKernel.openDescriptors();
    assertThatThrownBy(() -> ObjectRequest.of("empty", empty).load(libbpf))
        .isInstanceOf(ObjectRefused.class);
    assertThat(HostKernel.openDescriptors()).isEqualTo(before);
  }

  @Test
  void aThousandFailingLoadsLeaveNothingBehind() {
    Libbpf libbpf = HostKernel.require();
    byte[] rejected = TestObjects.rejectedInSubprogram();
    byte[] truncated = java.util.Arrays.copyOf(rejected, rejected.length - 100);
    failingLoads(libbpf, rejected, truncated, 5);
    long descriptors = HostKernel.openDescriptors();
    long mappings = HostKernel.mappedAreas();
    failingLoads(libbpf, rejected, truncated, 500);
    assertThat(HostKernel.openDescriptors()).isEqualTo(descriptors);
    assertThat(HostKernel.mappedAreas()).isLessThan(mappings + 50);
  }

  private static void failingLoads(Libbpf libbpf, byte[] rejected, byte[] truncated, int times) {
    for (int i = 0; i < times; i++) {
      assertThatThrownBy(() -> ObjectRequest.of("bad", rejected).load(libbpf))
          .isInstanceOf(KernelRejectedProgram.class);
      assertThatThrownBy(() -> ObjectRequest.of("torn", truncated).load(libbpf))
          .isInstanceOf(ObjectRefused.class);
    }
  }

  @Test
  void whatTheHostForbidsIsAPermissionProblem() {
    Libbpf libbpf = HostKernel.require();
    int hook =
        libbpf
            .hookType(AttachType.LSM_MAC, "file_open")
            .orElseGet(() -> HostKernel.skip("no LSM hook file_open"));
    RawProgram lsm =
        RawProgram.of(ProgramType.LSM, HostKernel.RETURN_0, "GPL")
            .attachingTo(AttachType.LSM_MAC, hook);
    switch (lsm.tryLoad(libbpf)) {
      case LoadOutcome.Loaded(KernelProgram program, var _) -> program.close();
      case LoadOutcome.Rejected rejected ->
          assertThat(rejected.failure("lsm")).isInstanceOf(PermissionDenied.class);
    }
  }
}
