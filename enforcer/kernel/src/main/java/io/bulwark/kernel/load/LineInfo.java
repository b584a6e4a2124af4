package io.bulwark.kernel.load;

import io.bulwark.bpf.elf.ElfFile;
import io.bulwark.bpf.elf.ElfReader;
import io.bulwark.kernel.log.VerifierLog;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;

/** Source lines inside an object, which enforcement must not depend on. */
final class LineInfo {
  private static final int SECTION_TABLE = 40;
  private static final int SECTION_HEADER = 64;
  private static final int SECTION_OFFSET = 24;

  /** Place of the length of line_info in the header of .BTF.ext. */
  private static final int LENGTH = 20;

  private LineInfo() {}

  /** Whether it was the source lines that the verifier did not like. */
  static boolean isCauseOf(VerifierLog log) {
    return log.text().contains("line_info");
  }

  /** Whether source lines, and nothing else, were left out. */
  static boolean isOnlyLossIn(List<String> losses) {
    return !losses.isEmpty()
        && losses.stream().allMatch(loss -> loss.contains("skipping all of .BTF.ext line info"));
  }

  /** The same object, which is a readable one, without source lines; empty if it has none. */
  static Optional<byte[]> removedFrom(byte[] object) {
    ElfFile elf = ElfReader.read(object);
    int section = elf.indexOf(".BTF.ext");
    if (section < 0 || elf.sections().get(section).content().length < LENGTH + 4) {
      return Optional.empty();
    }
    ByteBuffer bytes = ByteBuffer.wrap(object.clone()).order(ByteOrder.LITTLE_ENDIAN);
    int header = (int) bytes.getLong(SECTION_TABLE) + section * SECTION_HEADER;
    int length = (int) bytes.getLong(header + SECTION_OFFSET) + LENGTH;
    if (bytes.getInt(length) == 0) {
      return Optional.empty();
    }
    return Optional.of(bytes.putInt(length, 0).array());
  }
}
