package io.bulwark.kernel.load;

import static io.bulwark.kernel.HostKernel.code;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bulwark.kernel.HostKernel;
import io.bulwark.kernel.error.Errno;
import io.bulwark.kernel.error.KernelCallFailed;
import io.bulwark.kernel.error.KernelRejectedProgram;
import io.bulwark.kernel.error.ResourceClosed;
import org.junit.jupiter.api.Test;

/** Loads instruction bytes into the host's kernel and runs them there. */
class RawProgramTest {
  /** {@code r0 = *(u32 *)(r1 + 4); r1 = *(u32 *)(r1 + 0); r0 -= r1; exit}: a packet's length. */
  private static final byte[] PACKET_LENGTH =
      code("6110040000000000 6111000000000000 1f10000000000000 9500000000000000");

  /** {@code exit} with r0 never written. */
  private static final byte[] NO_RESULT = code("9500000000000000");

  private static RawProgram xdp(byte[] code) {
    return RawProgram.of(ProgramType.XDP, code, "GPL");
  }

  @Test
  void aProgramRunsOverAPacket() {
    try (KernelProgram program = xdp(PACKET_LENGTH).load(HostKernel.require())) {
      assertThat(program.run(new byte[64])).isEqualTo(64);
      assertThat(program.run(new byte[100])).isEqualTo(100);
    }
  }

  @Test
  void repeatedRunsAreTimedByTheKernel() {
    try (KernelProgram program = xdp(PACKET_LENGTH).load(HostKernel.require())) {
      TestResult result = program.testRun(TestRun.packet(new byte[64]).repeated(100_000));
      assertThat(result.value()).isEqualTo(64);
      assertThat(result.nanoseconds()).isBetween(1, 10_000);
    }
  }

  @Test
  void theKernelTellsAboutAProgram() {
    try (KernelProgram program =
        xdp(PACKET_LENGTH).named("packet_length").load(HostKernel.require())) {
      ProgramInfo info = program.info();
      assertThat(info.name()).isEqualTo("packet_length");
      assertThat(info.id()).isPositive();
      assertThat(info.translatedBytes()).isEqualTo(program.translated().length).isEqualTo(32);
    }
  }

  @Test
  void aRefusalNamesTheInstructionAndTheReason() {
    Libbpf libbpf = HostKernel.require();
    assertThatThrownBy(() -> xdp(NO_RESULT).named("no_result").load(libbpf))
        .isInstanceOfSatisfying(
            KernelRejectedProgram.class,
            e -> {
              assertThat(e.instruction()).hasValue(0);
              assertThat(e.errno()).isEqualTo(Errno.EACCES);
              assertThat(e.log().lines()).hasSizeGreaterThan(1);
            })
        .hasMessageStartingWith(
            "kernel rejected program `no_result`, instruction 0: 0: (95) exit: R0 !read_ok (");
  }

  @Test
  void aSuccessfulLoadCanTellItsLog() {
    LoadOutcome outcome = xdp(PACKET_LENGTH).withLogLevel(1).tryLoad(HostKernel.require());
    if (!(outcome instanceof LoadOutcome.Loaded(KernelProgram program, var log))) {
      throw new AssertionError(outcome);
    }
    program.close();
    assertThat(log.processed()).hasValue(4);
  }

  @Test
  void inputThatDoesNotFitIsATypedError() {
    try (KernelProgram program = xdp(PACKET_LENGTH).load(HostKernel.require())) {
      assertThatThrownBy(() -> program.run(new byte[3])).isInstanceOf(KernelCallFailed.class);
    }
  }

  @Test
  void closedTwiceIsClosedAndUseAfterCloseIsTyped() {
    KernelProgram program = xdp(PACKET_LENGTH).load(HostKernel.require());
    program.close();
    program.close();
    assertThatThrownBy(() -> program.run(new byte[64]))
        .isInstanceOf(ResourceClosed.class)
        .hasMessage("program `bulwark` is closed");
    assertThatThrownBy(program::info).isInstanceOf(ResourceClosed.class);
  }

  @Test
  void emptyAndTornCodeIsRefusedByTheKernelAndNothingElseHappens() {
    Libbpf libbpf = HostKernel.require();
    assertThat(xdp(new byte[0]).tryLoad(libbpf)).isInstanceOf(LoadOutcome.Rejected.class);
    assertThat(xdp(new byte[8]).tryLoad(libbpf)).isInstanceOf(LoadOutcome.Rejected.class);
    assertThat(xdp(new byte[8_000_008]).tryLoad(libbpf)).isInstanceOf(LoadOutcome.Rejected.class);
  }

  @Test
  void aThousandRefusalsLeaveNothingOpen() {
    Libbpf libbpf = HostKernel.require();
    xdp(NO_RESULT).tryLoad(libbpf);
    long before = HostKernel.openDescriptors();
    for (int i = 0; i < 1_000; i++) {
      assertThat(xdp(NO_RESULT).tryLoad(libbpf)).isInstanceOf(LoadOutcome.Rejected.class);
    }
    assertThat(HostKernel.openDescriptors()).isEqualTo(before);
  }
}
