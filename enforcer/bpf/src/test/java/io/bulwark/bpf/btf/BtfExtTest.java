package io.bulwark.bpf.btf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bulwark.bpf.btf.BtfExt.FuncInfo;
import io.bulwark.bpf.btf.BtfExt.LineInfo;
import io.bulwark.bpf.btf.BtfExt.Section;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.junit.jupiter.api.Test;

class BtfExtTest {

  @Test
  void whatWasWrittenIsReadBack() {
    var btf = Samples.everyKind();
    BtfExt ext = Samples.extension();
    byte[] bytes = BtfExtWriter.write(ext, btf);
    assertThat(BtfExt.read(bytes, btf.build())).isEqualTo(ext);
    assertThat(ext.section("lsm/file_open").orElseThrow().lines()).hasSize(2);
    assertThat(ext.section("xdp")).isEmpty();
  }

  @Test
  void aPartWithoutRecordsIsLeftOut() {
    var btf = Samples.everyKind();
    var section = new Section("lsm/file_open", List.of(new FuncInfo(0, 3)), List.of(), List.of());
    byte[] bytes = BtfExtWriter.write(new BtfExt(List.of(section)), btf);
    assertThat(bytes).hasSize(32 + 4 + 8 + 8);
    assertThat(LittleEndian.i32(bytes, 20)).as("length of line_info").isZero();
    assertThat(LittleEndian.i32(bytes, 28)).as("length of core_relo").isZero();
  }

  @Test
  void recordsThatLoadersRefuseAreNotWritten() {
    refused(section(List.of(new FuncInfo(8, 1), new FuncInfo(8, 2)), List.of()), "function record");
    refused(section(List.of(), List.of(line(8, 1, 1), line(0, 1, 1))), "line record at offset 0");
    refused(section(List.of(), List.of(line(4, 1, 1))), "line record at offset 4");
    refused(section(List.of(), List.of(line(0, 1 << 22, 1))), "line 4194304");
    refused(section(List.of(), List.of(line(0, 1, 1024))), "column 1024");
    refused(section(List.of(new FuncInfo(16, 1)), List.of(line(0, 1, 1))), "no line record");
    refused(section(List.of(new FuncInfo(0, 0)), List.of()), "has no type");
  }

  @Test
  void placesBeyondTheLimitsAreCut() {
    assertThat(LineInfo.near(0, "f", "t", 1 << 23, 5_000))
        .isEqualTo(line(0, LineInfo.MAX_LINE, LineInfo.MAX_COLUMN));
  }

  @Test
  void aPartThatOnlyHasItsHeaderIsAnError() {
    ByteBuffer bytes = ByteBuffer.allocate(36).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putShort((short) 0xEB9F).put((byte) 1).put((byte) 0).putInt(32).putInt(0).putInt(4);
    bytes.putInt(32, 8);
    assertThatThrownBy(() -> BtfExt.read(bytes.array(), new BtfBuilder().build()))
        .isInstanceOf(BtfFormatException.class)
        .hasMessage("a part without records at byte 32");
  }

  private static void refused(Section section, String reason) {
    assertThatThrownBy(() -> BtfExtWriter.write(new BtfExt(List.of(section)), Samples.everyKind()))
        .isInstanceOf(BtfRuleException.class)
        .hasMessageContaining("section `lsm/file_open`")
        .hasMessageContaining(reason);
  }

  private static Section section(List<FuncInfo> functions, List<LineInfo> lines) {
    return new Section("lsm/file_open", functions, lines, List.of());
  }

  private static LineInfo line(int offset, int line, int column) {
    return new LineInfo(offset, "f", "t", line, column);
  }
}
