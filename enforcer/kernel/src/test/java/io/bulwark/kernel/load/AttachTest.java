package io.bulwark.kernel.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bulwark.bpf.isa.AluOp;
import io.bulwark.bpf.isa.Assembler;
import io.bulwark.bpf.isa.AtomicOp;
import io.bulwark.bpf.isa.Condition;
import io.bulwark.bpf.isa.Constant;
import io.bulwark.bpf.isa.Instruction;
import io.bulwark.bpf.isa.IsaLevel;
import io.bulwark.bpf.isa.Label;
import io.bulwark.bpf.isa.Register;
import io.bulwark.bpf.isa.Size;
import io.bulwark.kernel.BpfMount;
import io.bulwark.kernel.HostKernel;
import io.bulwark.kernel.TestCgroup;
import io.bulwark.kernel.error.KernelCallFailed;
import io.bulwark.kernel.error.ResourceClosed;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Attachments on the host's kernel, seen from processes in a cgroup of the test's own. */
class AttachTest {
  private static final int CURRENT_CGROUP = 80;
  private static final int MAP_LOOKUP = 1;
  private static final String CREATE_SOCKET = "exec 3<>/dev/udp/127.0.0.1/9";

  /** {@code return verdict}: 1 allows, 0 denies. */
  private static RawProgram socketVerdict(int verdict) {
    byte[] code = new Assembler(IsaLevel.V3).mov(Register.R0, verdict).exit().build().encode();
    return RawProgram.of(ProgramType.CGROUP_SOCK, code, "GPL")
        .named("verdict")
        .attachingTo(AttachType.CGROUP_INET_SOCK_CREATE, 0);
  }

  /** Counts events of one cgroup in the first element of map 0. */
  private static byte[] counter(long cgroup) {
    Assembler code = new Assembler(IsaLevel.V3);
    Label out = code.label("out");
    code.call(CURRENT_CGROUP).mov64(Register.R1, cgroup);
    code.jumpIf(Condition.NE, Register.R0, Register.R1, out);
    code.store(Size.W, Register.FP, -4, 0);
    code.mov(Register.R2, Register.FP)
        .alu(AluOp.ADD, Register.R2, -4)
        .add(new Instruction.LoadImm64(Register.R1, new Constant.MapByIndex(0)))
        .call(MAP_LOOKUP);
    code.jumpIf(Condition.EQ, Register.R0, 0, out);
    code.mov(Register.R1, 1)
        .add(new Instruction.Atomic(AtomicOp.ADD, true, Register.R0, 0, Register.R1));
    return code.bind(out).mov(Register.R0, 0).exit().build().encode();
  }

  @Test
  void aCgroupProgramDecidesForItsCgroup() {
    Libbpf libbpf = HostKernel.require();
    try (TestCgroup cgroup = TestCgroup.create("verdict");
        Cgroup open = cgroup.open();
        KernelProgram deny = socketVerdict(0).load(libbpf);
        KernelProgram allow = socketVerdict(1).load(libbpf)) {
      assertThat(cgroup.run(CREATE_SOCKET)).isZero();
      try (KernelLink link = deny.attach(open)) {
        assertThat(cgroup.run(CREATE_SOCKET)).isNotZero();
        assertThat(link.info().programId()).isEqualTo(deny.info().id());
        link.update(allow);
        assertThat(cgroup.run(CREATE_SOCKET)).isZero();
        assertThat(link.info().programId()).isEqualTo(allow.info().id());
        link.update(deny);
        assertThat(cgroup.run(CREATE_SOCKET)).isNotZero();
      }
      assertThat(cgroup.run(CREATE_SOCKET)).isZero();
    }
  }

  @Test
  void aPinnedLinkOutlivesItsOwnerUntilItIsUnpinned() {
    Libbpf libbpf = HostKernel.require();
    try (TestCgroup cgroup = TestCgroup.create("pinned");
        BpfMount mount = BpfMount.create();
        Cgroup open = cgroup.open()) {
      Path pin = mount.resolve("link");
      try (KernelProgram deny = socketVerdict(0).load(libbpf);
          KernelLink link = deny.attach(open)) {
        link.pin(pin);
      }
      assertThat(cgroup.run(CREATE_SOCKET)).isNotZero();
      try (KernelLink again = KernelLink.pinned(libbpf, pin)) {
        assertThat(KernelLink.unpin(pin)).isTrue();
        assertThat(KernelLink.unpin(pin)).isFalse();
        assertThat(again.info().id()).isPositive();
        assertThat(cgroup.run(CREATE_SOCKET)).isNotZero();
      }
      assertThat(cgroup.run(CREATE_SOCKET)).isZero();
    }
  }

  @Test
  void aRawTracepointCountsSystemCallsOfItsCgroup() {
    Libbpf libbpf = HostKernel.require();
    MapSpec counters = MapSpec.of(MapType.ARRAY, "counters", 4, 8, 1).withFlags(MapSpec.MMAPABLE);
    try (TestCgroup cgroup = TestCgroup.create("rawtp");
        KernelMap map = counters.create(libbpf);
        MappedArray values = map.mapped();
        KernelProgram program =
            RawProgram.of(ProgramType.RAW_TRACEPOINT, counter(cgroup.id()), "GPL")
                .withMaps(map)
                .load(libbpf)) {
      try (KernelLink link = program.attachRawTracepoint("sys_enter")) {
        assertThat(cgroup.run("/bin/true")).isZero();
        assertThat(link.info().programId()).isEqualTo(program.info().id());
      }
      long seen = values.getLong(0);
      assertThat(seen).isPositive();
      assertThat(cgroup.run("/bin/true")).isZero();
      assertThat(values.getLong(0)).isEqualTo(seen);
    }
  }

  @Test
  void aTypedTracepointAttachesByItsKernelType() {
    Libbpf libbpf = HostKernel.require();
    int type =
        libbpf
            .hookType(AttachType.TRACE_RAW_TP, "sys_enter")
            .orElseGet(() -> HostKernel.skip("no BTF of sys_enter"));
    MapSpec counters = MapSpec.of(MapType.ARRAY, "counters", 4, 8, 1).withFlags(MapSpec.MMAPABLE);
    try (TestCgroup cgroup = TestCgroup.create("tpbtf");
        KernelMap map = counters.create(libbpf);
        MappedArray values = map.mapped();
        KernelProgram program =
            RawProgram.of(ProgramType.TRACING, counter(cgroup.id()), "GPL")
                .attachingTo(AttachType.TRACE_RAW_TP, type)
                .withMaps(map)
                .load(libbpf);
        KernelLink link = program.attach()) {
      assertThat(cgroup.run("/bin/true")).isZero();
      assertThat(values.getLong(0)).isPositive();
      assertThat(link.toString()).isEqualTo("the link of program `bulwark`");
    }
  }

  @Test
  void wrongAttachmentsAreTypedErrors() {
    Libbpf libbpf = HostKernel.require();
    try (KernelProgram xdp =
            RawProgram.of(ProgramType.XDP, HostKernel.RETURN_0, "GPL").load(libbpf);
        KernelProgram tracepoint =
            RawProgram.of(ProgramType.RAW_TRACEPOINT, HostKernel.RETURN_0, "GPL").load(libbpf);
        TestCgroup cgroup = TestCgroup.create("wrong");
        Cgroup open = cgroup.open()) {
      long before = HostKernel.openDescriptors();
      assertThatThrownBy(xdp::attach).isInstanceOf(KernelCallFailed.class);
      assertThatThrownBy(() -> xdp.attach(open)).isInstanceOf(KernelCallFailed.class);
      assertThatThrownBy(() -> xdp.attachRawTracepoint("sys_enter"))
          .isInstanceOf(KernelCallFailed.class);
      assertThatThrownBy(() -> tracepoint.attachRawTracepoint("no_such_tracepoint"))
          .isInstanceOf(KernelCallFailed.class);
      assertThatThrownBy(() -> Cgroup.open(Path.of("/no/such/cgroup")))
          .isInstanceOf(KernelCallFailed.class);
      assertThat(HostKernel.openDescriptors()).isEqualTo(before);
    }
  }

  @Test
  void aClosedProgramAttachesNowhere() {
    KernelProgram program = socketVerdict(0).load(HostKernel.require());
    program.close();
    assertThatThrownBy(program::attach).isInstanceOf(ResourceClosed.class);
  }
}
