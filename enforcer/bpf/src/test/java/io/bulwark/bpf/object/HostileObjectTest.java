package io.bulwark.bpf.object;

import static io.bulwark.bpf.isa.Register.R0;
import static io.bulwark.bpf.isa.Register.R1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bulwark.bpf.btf.BtfBuilder;
import io.bulwark.bpf.btf.BtfFormatException;
import io.bulwark.bpf.elf.ElfFormatException;
import io.bulwark.bpf.elf.ElfReader;
import io.bulwark.bpf.elf.ElfWriter;
import io.bulwark.bpf.elf.Relocation;
import io.bulwark.bpf.elf.Section;
import io.bulwark.bpf.elf.Symbol;
import io.bulwark.bpf.isa.Assembler;
import io.bulwark.bpf.isa.Code;
import io.bulwark.bpf.isa.IsaLevel;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Well-formed files made to cost time or memory, or to be taken for something else. */
@Timeout(60)
class HostileObjectTest {
  private static final Code NOTHING = new Assembler(IsaLevel.V3).mov(R0, 0).exit().build();
  private static final long CODE = Section.ALLOC | Section.EXECINSTR;

  private static Symbol function(String name, long offset, int section, Symbol.Binding binding) {
    return new Symbol(name, offset, 16, Symbol.Kind.FUNC, binding, false, section);
  }

  private static Symbol object(String name, long offset, long size, int section) {
    return new Symbol(name, offset, size, Symbol.Kind.OBJECT, Symbol.Binding.LOCAL, false, section);
  }

  private static byte[] repeated(byte[] piece, int times) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int i = 0; i < times; i++) {
      out.writeBytes(piece);
    }
    return out.toByteArray();
  }

  @Test
  void sixtyThousandSectionsOfCode() {
    ElfWriter elf = new ElfWriter();
    for (int i = 0; i < 60_000; i++) {
      int section = elf.add(Section.bytes("xdp", CODE, 8, NOTHING.encode()));
      elf.add(function("f" + i, 0, section, Symbol.Binding.GLOBAL));
    }
    assertThat(ObjectReader.read(elf.write()).programs()).hasSize(60_000);
  }

  @Test
  void aHundredThousandReferencesToAsManyVariables() {
    int count = 100_000;
    ElfWriter elf = new ElfWriter();
    Code load = new Assembler(IsaLevel.V3).loadVariable(R1, "x").mov(R0, 0).exit().build();
    byte[] one = load.encode();
    int code = elf.add(Section.bytes("xdp", CODE, 8, repeated(one, count)));
    int data = elf.add(Section.zeros(".bss", Section.ALLOC | Section.WRITE, 8, 4L * count));
    int start =
        elf.add(new Symbol("", 0, 0, Symbol.Kind.SECTION, Symbol.Binding.LOCAL, false, data));
    List<Relocation> relocations = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      elf.add(object("v" + i, 4L * i, 4, data));
      elf.add(
          new Symbol(
              "f" + i,
              (long) one.length * i,
              one.length,
              Symbol.Kind.FUNC,
              Symbol.Binding.GLOBAL,
              false,
              code));
      relocations.add(new Relocation((long) one.length * i, start, Relocation.R_BPF_64_64));
    }
    elf.relocate(code, relocations);
    assertThat(ObjectReader.read(elf.write()).programs()).hasSize(count);
  }

  @Test
  void aHundredThousandCalls() {
    int count = 100_000;
    ElfWriter elf = new ElfWriter();
    Code caller = new Assembler(IsaLevel.V3).callFunction("f0").exit().build();
    int code = elf.add(Section.bytes(".text", CODE, 8, repeated(caller.encode(), count)));
    List<Relocation> relocations = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int symbol = elf.add(function("f" + i, 16L * i, code, Symbol.Binding.GLOBAL));
      relocations.add(new Relocation(16L * i, symbol, Relocation.R_BPF_64_32));
    }
    elf.relocate(code, relocations);
    assertThat(ObjectReader.read(elf.write()).functions()).hasSize(count);
  }

  /** All sections are the whole file: each would be a copy of it. */
  @Test
  void sectionsThatShareTheirBytes() {
    ElfWriter elf = new ElfWriter();
    for (int i = 0; i < 50_000; i++) {
      elf.add(Section.bytes("s", 0, 1, new byte[0]));
    }
    byte[] bytes = elf.write();
    ByteBuffer file = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int table = (int) file.getLong(40);
    for (int i = 1; i <= 50_000; i++) {
      file.putLong(table + 64 * i + 24, 0).putLong(table + 64 * i + 32, bytes.length);
    }
    assertThatThrownBy(() -> ElfReader.read(bytes))
        .isInstanceOf(ElfFormatException.class)
        .hasMessageContaining("overlap");
  }

  /** Each symbol's name is the rest of one long string. */
  @Test
  void namesThatShareTheirBytes() {
    int count = 50_000;
    ElfWriter elf = new ElfWriter();
    elf.add(new Section("x".repeat(1_000_000), Section.PROGBITS, 0, 0, 0, 1, 0, new byte[0], 0));
    for (int i = 0; i < count; i++) {
      elf.add(object("", 0, 0, 1));
    }
    byte[] bytes = elf.write();
    ByteBuffer file = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int symbols = (int) file.getLong((int) file.getLong(40) + 64 * 2 + 24);
    for (int i = 1; i <= count; i++) {
      file.putInt(symbols + 24 * i, i);
    }
    assertThatThrownBy(() -> ElfReader.read(bytes))
        .isInstanceOf(ElfFormatException.class)
        .hasMessageContaining("names overlap");
  }

  /** The same with the texts of source lines. */
  @Test
  void linesThatShareTheirBytes() {
    int count = 50_000;
    BtfBuilder types = new BtfBuilder();
    int section = types.string("xdp");
    int text = types.string("x".repeat(1_000_000));
    ByteBuffer ext = ByteBuffer.allocate(32 + 12 + 16 * count).order(ByteOrder.LITTLE_ENDIAN);
    ext.putShort((short) 0xeb9f).put((byte) 1).put((byte) 0).putInt(32);
    ext.putInt(0).putInt(0).putInt(0).putInt(12 + 16 * count).putInt(0).putInt(0);
    ext.putInt(16).putInt(section).putInt(count);
    for (int i = 0; i < count; i++) {
      ext.putInt(8 * i).putInt(text + i).putInt(text + i).putInt(1 << 10);
    }
    ElfWriter elf = new ElfWriter();
    elf.add(Section.bytes(".BTF", 0, 4, types.build().toBytes()));
    elf.add(Section.bytes(".BTF.ext", 0, 4, ext.array()));
    assertThatThrownBy(() -> ObjectReader.read(elf.write()))
        .isInstanceOf(BtfFormatException.class)
        .hasMessageContaining("strings overlap");
  }

  /** Linked objects may have two static functions of one name, and calls here are by name. */
  @Test
  void twoFunctionsOfOneName() {
    ElfWriter elf = new ElfWriter();
    int code = elf.add(Section.bytes(".text", CODE, 8, repeated(NOTHING.encode(), 2)));
    elf.add(function("same", 0, code, Symbol.Binding.LOCAL));
    elf.add(function("same", 16, code, Symbol.Binding.LOCAL));
    assertThatThrownBy(() -> ObjectReader.read(elf.write()))
        .isInstanceOf(ObjectFormatException.class)
        .hasMessageContaining("`same` is defined twice");
  }

  @Test
  void twoVariablesOfOneName() {
    ElfWriter elf = new ElfWriter();
    for (String name : List.of(".data", ".data.more")) {
      elf.add(object("same", 0, 4, elf.add(Section.bytes(name, Section.ALLOC, 8, new byte[4]))));
    }
    assertThatThrownBy(() -> ObjectReader.read(elf.write()))
        .isInstanceOf(ObjectFormatException.class)
        .hasMessageContaining("`same` is defined twice");
  }

  /** Loaders look for the map at the symbol's place, whatever is added. */
  @Test
  void aMapWithAnAddend() {
    byte[] good = ObjectWriter.write(Samples.everything().build());
    int code = ElfReader.read(good).indexOf("tp_btf/sched_process_exec");
    Section section = ElfReader.read(good).sections().get(code);
    byte[] changed = good.clone();
    int at = indexOf(good, section.content());
    int map = at + 8 * 5;
    assertThat(changed[map]).isEqualTo((byte) 0x18);
    changed[map + 4] = 8;
    assertThatThrownBy(() -> ObjectReader.read(changed))
        .isInstanceOf(ObjectFormatException.class)
        .hasMessageContaining("8 is added");
  }

  private static int indexOf(byte[] all, byte[] part) {
    for (int at = 0; at + part.length <= all.length; at++) {
      if (Arrays.equals(all, at, at + part.length, part, 0, part.length)) {
        return at;
      }
    }
    throw new AssertionError("not there");
  }

  @Test
  void hiddenFunctionsAreStaticHoweverTheyAreBound() {
    for (Symbol.Binding binding : List.of(Symbol.Binding.GLOBAL, Symbol.Binding.WEAK)) {
      ElfWriter elf = new ElfWriter();
      int code = elf.add(Section.bytes(".text", CODE, 8, NOTHING.encode()));
      elf.add(new Symbol("f", 0, 16, Symbol.Kind.FUNC, binding, true, code));
      assertThat(ObjectReader.read(elf.write()).functions().getFirst().linkage())
          .isEqualTo(Function.Linkage.STATIC);
    }
  }

  @Test
  void namesDoNotSteerTheTerminal() {
    ElfWriter elf = new ElfWriter();
    int code = elf.add(Section.bytes("x\u001b[2J", CODE, 8, NOTHING.encode()));
    elf.add(function("f\ndata", 0, code, Symbol.Binding.GLOBAL));
    BpfObject read = ObjectReader.read(elf.write());
    assertThat(ObjectPrinter.summary(read)).contains("f?data").contains("x?[2J");
    assertThat(ObjectPrinter.disassembly(read.functions().getFirst())).contains("x?[2J");
  }
}
