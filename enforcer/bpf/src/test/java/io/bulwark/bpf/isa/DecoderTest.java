package io.bulwark.bpf.isa;

import static org.assertj.core.api.Assertions.assertThat;

import io.bulwark.fixtures.Seeds;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** The decoder against every opcode, and against noise. */
class DecoderTest {
  private static byte[] slot(int opcode, int registers, int offset, int imm) {
    return ByteBuffer.allocate(8)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put((byte) opcode)
        .put((byte) registers)
        .putShort((short) offset)
        .putInt(imm)
        .array();
  }

  private static boolean decodes(byte[] bytes) {
    try {
      return Decoder.instructions(bytes).size() == 1;
    } catch (InvalidBytecode expected) {
      return false;
    }
  }

  /** The opcodes of RFC 9669, appendix "Instruction Opcodes", that need no special field. */
  @Test
  void exactlyTheOpcodesOfTheStandardExist() {
    List<String> found = new ArrayList<>();
    for (int opcode = 0; opcode < 256; opcode++) {
      boolean any = false;
      for (int offset : new int[] {0, 1, 8}) {
        for (int imm : new int[] {0, 16, 0xa0}) {
          for (int registers : new int[] {0, 0x10}) {
            byte[] one = slot(opcode, registers, offset, imm);
            any |= decodes(opcode == 0x18 ? wide(one) : one);
          }
        }
      }
      if (any) {
        found.add("%02x".formatted(opcode));
      }
    }
    assertThat(String.join(" ", found))
        .isEqualTo(
            "04 05 06 07 0c 0f 14 15 16 17 18 1c 1d 1e 1f 20 24 25 26 27 28 2c 2d 2e 2f 30 34 35"
                + " 36 37 3c 3d 3e 3f 40 44 45 46 47 48 4c 4d 4e 4f 50 54 55 56 57 5c 5d 5e 5f 61"
                + " 62 63 64 65 66 67 69 6a 6b 6c 6d 6e 6f 71 72 73 74 75 76 77 79 7a 7b 7c 7d 7e"
                + " 7f 81 84 85 87 89 8d 91 94 95 97 9c 9f a4 a5 a6 a7 ac ad ae af b4 b5 b6 b7 bc"
                + " bd be bf c3 c4 c5 c6 c7 cc cd ce cf d4 d5 d6 d7 db dc dd de");
  }

  private static byte[] wide(byte[] first) {
    byte[] both = new byte[16];
    System.arraycopy(first, 0, both, 0, 8);
    return both;
  }

  /** Whatever decodes encodes to the same bytes: no field is lost or made up. */
  @Test
  void whatDecodesEncodesToTheSameBytes() {
    RandomGenerator random = Seeds.generator(Seeds.seed("DecoderTest", 20261125));
    int accepted = 0;
    for (int i = 0; i < 2_000_000; i++) {
      byte[] bytes = noise(random);
      try {
        List<Statement> statements =
            Decoder.instructions(bytes).stream().map(Statement::of).toList();
        assertThat(Encoder.encode(statements)).isEqualTo(bytes);
        statements.forEach(each -> assertThat(Disassembler.print(each.instruction())).isNotEmpty());
        accepted++;
      } catch (InvalidBytecode e) {
        assertThat(e.slot()).isBetween(0, 2);
      }
    }
    assertThat(accepted).isGreaterThan(100_000);
  }

  /** Mostly zero fields, or nearly everything would be refused for a reserved one. */
  private static byte[] noise(RandomGenerator random) {
    int registers = random.nextInt(4) == 0 ? random.nextInt(256) : random.nextInt(11);
    int offset = random.nextInt(3) == 0 ? random.nextInt(65536) : 0;
    int imm = random.nextInt(3) == 0 ? random.nextInt() : random.nextInt(2) * 16;
    byte[] one = slot(random.nextInt(256), registers, offset, imm);
    return one[0] == 0x18 ? wide(one) : one;
  }

  @Test
  void truncatedCodeIsRefusedWithItsPlace() {
    byte[] code = TextAssembler.assemble("mov %r0, 1\nlddw %r1, 0x123456789\nexit").encode();
    for (int length = 0; length < code.length; length++) {
      byte[] part = java.util.Arrays.copyOf(code, length);
      InvalidBytecode error = null;
      try {
        Decoder.decode(part);
      } catch (InvalidBytecode e) {
        error = e;
      }
      assertThat(error).isNotNull();
      assertThat(error.offset()).isBetween(0L, (long) length);
    }
  }
}
