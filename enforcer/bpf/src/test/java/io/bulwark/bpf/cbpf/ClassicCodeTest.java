package io.bulwark.bpf.cbpf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ClassicCodeTest {
  private static final ClassicInstruction RETURN = new ClassicInstruction.Return(0);

  record Sample(String text, int code, int yes, int no, int k) {
    @Override
    public String toString() {
      return text;
    }
  }

  /** Every instruction there is: its text at index 0, and its encoding. */
  static Stream<Sample> instructions() {
    List<Sample> samples = new ArrayList<>();
    samples.add(new Sample("ld [4]", 0x20, 0, 0, 4));
    samples.add(new Sample("ldh [4]", 0x28, 0, 0, 4));
    samples.add(new Sample("ldb [4]", 0x30, 0, 0, 4));
    samples.add(new Sample("ld [x + 4]", 0x40, 0, 0, 4));
    samples.add(new Sample("ldh [x + 4]", 0x48, 0, 0, 4));
    samples.add(new Sample("ldb [x + 4]", 0x50, 0, 0, 4));
    samples.add(new Sample("ld #len", 0x80, 0, 0, 0));
    samples.add(new Sample("ldx #len", 0x81, 0, 0, 0));
    samples.add(new Sample("ldxb 4*([14]&0xf)", 0xb1, 0, 0, 14));
    samples.add(new Sample("ld #0xffffffff", 0x00, 0, 0, -1));
    samples.add(new Sample("ldx #0x7", 0x01, 0, 0, 7));
    samples.add(new Sample("st M[15]", 0x02, 0, 0, 15));
    samples.add(new Sample("stx M[1]", 0x03, 0, 0, 1));
    String[] alu = {"add", "sub", "mul", "div", "or", "and", "lsh", "rsh", "", "mod", "xor"};
    for (int op = 0; op < alu.length; op++) {
      if (!alu[op].isEmpty()) {
        samples.add(new Sample(alu[op] + " #0x1f", 0x04 | op << 4, 0, 0, 31));
        samples.add(new Sample(alu[op] + " x", 0x0c | op << 4, 0, 0, 0));
      }
    }
    samples.add(new Sample("neg", 0x84, 0, 0, 0));
    samples.add(new Sample("tax", 0x07, 0, 0, 0));
    samples.add(new Sample("txa", 0x87, 0, 0, 0));
    samples.add(new Sample("ja 3", 0x05, 0, 0, 2));
    String[] tests = {"jeq", "jgt", "jge", "jset"};
    for (int test = 0; test < tests.length; test++) {
      int code = 0x05 | (test + 1) << 4;
      samples.add(new Sample(tests[test] + " #0x80000000, 2, 3", code, 1, 2, 1 << 31));
      samples.add(new Sample(tests[test] + " x, 3, 1", code | 8, 2, 0, 0));
    }
    samples.add(new Sample("ret #0x7fff0000", 0x06, 0, 0, 0x7fff0000));
    samples.add(new Sample("ret a", 0x16, 0, 0, 0));
    return samples.stream();
  }

  @ParameterizedTest
  @MethodSource("instructions")
  void everyInstructionIsReadPrintedAndWritten(Sample sample) {
    byte[] bytes = bytes(sample.code, sample.yes, sample.no, sample.k, 3);

    ClassicCode code = ClassicCode.decode(bytes);

    assertThat(ClassicDisassembler.print(code.instructions().getFirst(), 0)).isEqualTo(sample.text);
    assertThat(code.encode()).isEqualTo(bytes);
  }

  @Test
  void codesOutsideTheTableDoNotExist() {
    List<Integer> known = new ArrayList<>(instructions().map(Sample::code).toList());
    known.add(0x60); // scratch loads, which need a store before them
    known.add(0x61);
    for (int code = 0; code <= 0xffff; code += code < 0x200 ? 1 : 0x101) {
      byte[] bytes = bytes(code, 0, 0, 1, 3);
      if (!known.contains(code)) {
        assertThatThrownBy(() -> ClassicCode.decode(bytes))
            .isInstanceOf(InvalidFilter.class)
            .hasMessage("filter instruction 0: code 0x%02x does not exist".formatted(code));
      }
    }
  }

  /** One instruction and {@code returns} returns behind it. */
  private static byte[] bytes(int code, int yes, int no, int k, int returns) {
    ByteBuffer out = ByteBuffer.allocate(8 + 8 * returns).order(ByteOrder.LITTLE_ENDIAN);
    out.putShort((short) code).put((byte) yes).put((byte) no).putInt(k);
    for (int at = 0; at < returns; at++) {
      out.putShort((short) 6).putShort((short) 0).putInt(0);
    }
    return out.array();
  }

  record Bad(String problem, int index, List<ClassicInstruction> code) {
    @Override
    public String toString() {
      return problem;
    }
  }

  static Stream<Bad> refused() {
    ClassicInstruction load = new ClassicInstruction.LoadMemory(ClassicRegister.A, 3);
    ClassicInstruction store = new ClassicInstruction.StoreMemory(ClassicRegister.X, 3);
    ClassicInstruction branch =
        new ClassicInstruction.JumpIf(ClassicCondition.EQ, ClassicOperand.of(0), 0, 1);
    return Stream.of(
        new Bad("there is no instruction", 0, List.of()),
        new Bad("the last instruction is no return", 1, List.of(RETURN, store)),
        new Bad("scratch word 3 is read before it is written", 0, List.of(load, RETURN)),
        new Bad(
            "scratch word 3 is read before it is written", 2, List.of(branch, store, load, RETURN)),
        new Bad("scratch word 16 of 16", 0, List.of(store(16), RETURN)),
        new Bad("scratch word 4294967295 of 16", 0, List.of(store(-1), RETURN)),
        new Bad("`div` by a constant 0", 0, List.of(alu(ClassicAlu.DIV, 0), RETURN)),
        new Bad("`mod` by a constant 0", 0, List.of(alu(ClassicAlu.MOD, 0), RETURN)),
        new Bad("`lsh` by 32 bits", 0, List.of(alu(ClassicAlu.LSH, 32), RETURN)),
        new Bad("`rsh` by 4294967295 bits", 0, List.of(alu(ClassicAlu.RSH, -1), RETURN)),
        new Bad(
            "jump over 1 instructions leads out of the filter",
            0,
            List.of(new ClassicInstruction.Jump(1), RETURN)),
        new Bad(
            "jump over 4294967295 instructions leads out of the filter",
            0,
            List.of(new ClassicInstruction.Jump(-1), RETURN)),
        new Bad("jump over 1 instructions leads out of the filter", 0, List.of(branch, RETURN)),
        new Bad("no packet fact at offset 0xfffff040", 0, List.of(packet(-0xfc0), RETURN)));
  }

  private static ClassicInstruction store(int slot) {
    return new ClassicInstruction.StoreMemory(ClassicRegister.A, slot);
  }

  private static ClassicInstruction alu(ClassicAlu op, int value) {
    return new ClassicInstruction.Alu(op, ClassicOperand.of(value));
  }

  private static ClassicInstruction packet(int offset) {
    return new ClassicInstruction.LoadPacket(ClassicWidth.W, false, offset);
  }

  @ParameterizedTest
  @MethodSource("refused")
  void badFiltersNameThePlace(Bad bad) {
    assertThatThrownBy(() -> ClassicCode.of(bad.code))
        .isInstanceOfSatisfying(
            InvalidFilter.class,
            e -> {
              assertThat(e.problem()).isEqualTo(bad.problem);
              assertThat(e.index()).isEqualTo(bad.index);
            });
  }

  @Test
  void oneLessThanTheLimitsIsFine() {
    assertThat(ClassicCode.of(List.of(store(15), RETURN)).size()).isEqualTo(2);
    assertThat(ClassicCode.of(List.of(alu(ClassicAlu.LSH, 31), RETURN)).size()).isEqualTo(2);
    assertThat(ClassicCode.of(List.of(packet(-0x1000 + 60), RETURN)).size()).isEqualTo(2);
    assertThat(ClassicCode.of(List.of(new ClassicInstruction.Jump(0), RETURN)).size()).isEqualTo(2);
  }

  @Test
  void filtersHaveAtMost4096Instructions() {
    for (int size : new int[] {4095, 4096}) {
      assertThat(ClassicCode.of(Collections.nCopies(size, RETURN)).size()).isEqualTo(size);
    }
    assertThatThrownBy(() -> ClassicCode.of(Collections.nCopies(4097, RETURN)))
        .hasMessage("filter instruction 4096: filter of 4097 instructions, more than 4096");
  }

  @Test
  void bytesThatAreNoEightsAreRefused() {
    for (int size = 1; size < 24; size++) {
      byte[] bytes = new byte[size];
      if (size % 8 != 0) {
        assertThatThrownBy(() -> ClassicCode.decode(bytes)).isInstanceOf(InvalidFilter.class);
      }
    }
  }
}
