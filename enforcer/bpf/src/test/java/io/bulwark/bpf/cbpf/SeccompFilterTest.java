package io.bulwark.bpf.cbpf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class SeccompFilterTest {
  private static void refused(ClassicInstruction instruction, String problem) {
    ClassicCode code = ClassicCode.of(List.of(instruction, new ClassicInstruction.Return(0)));
    assertThatThrownBy(() -> SeccompFilter.of(code))
        .isInstanceOf(InvalidFilter.class)
        .hasMessage("filter instruction 0: " + problem);
  }

  private static void accepted(ClassicInstruction instruction) {
    ClassicCode code = ClassicCode.of(List.of(instruction, new ClassicInstruction.Return(0)));
    assertThat(SeccompFilter.decode(code.encode())).isEqualTo(SeccompFilter.of(code));
  }

  @Test
  void dataIsReadAsAlignedWordsInsideTheDescription() {
    for (int offset = 0; offset <= 68; offset++) {
      ClassicInstruction load = load(ClassicWidth.W, false, offset);
      if (offset % 4 == 0 && offset < 64) {
        accepted(load);
      } else {
        refused(load, "no word at offset " + offset + " of the 64-byte description");
      }
    }
    refused(
        load(ClassicWidth.W, false, -4096),
        "no word at offset 4294963200 of the 64-byte description");
  }

  @Test
  void packetFormsAreRefused() {
    String problem = "seccomp loads words at constant offsets only";
    refused(load(ClassicWidth.H, false, 0), problem);
    refused(load(ClassicWidth.B, false, 0), problem);
    refused(load(ClassicWidth.W, true, 0), problem);
    refused(
        new ClassicInstruction.LoadHeaderLength(0),
        "header lengths are for packets, not for seccomp");
    refused(
        new ClassicInstruction.Alu(ClassicAlu.MOD, ClassicOperand.x()), "`mod` is not for seccomp");
  }

  @Test
  void theLengthCanBeAskedFor() {
    accepted(new ClassicInstruction.LoadLength(ClassicRegister.A));
    accepted(new ClassicInstruction.LoadLength(ClassicRegister.X));
  }

  @Test
  void resultsMeanActions() {
    for (SeccompAction action : SeccompAction.values()) {
      assertThat(SeccompAction.of(action.with(0xffff))).isEqualTo(action);
    }
    assertThat(SeccompAction.of(0x1234_0000)).isEqualTo(SeccompAction.KILL_PROCESS);
    assertThat(SeccompAction.errno(SeccompAction.ERRNO.with(4096))).isEqualTo(4095);
    assertThatThrownBy(() -> SeccompAction.ALLOW.with(0x10000))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static ClassicInstruction load(ClassicWidth width, boolean indexed, int offset) {
    return new ClassicInstruction.LoadPacket(width, indexed, offset);
  }
}
