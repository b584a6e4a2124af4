package io.bulwark.verdicts.lsm;

import static io.bulwark.bpf.isa.Register.*;

import io.bulwark.bpf.btf.BtfBuilder;
import io.bulwark.bpf.btf.BtfType;
import io.bulwark.bpf.btf.BtfType.Encoding;
import io.bulwark.bpf.btf.BtfType.Member;
import io.bulwark.bpf.btf.MapDefinition;
import io.bulwark.bpf.btf.MapDefinition.Shape;
import io.bulwark.bpf.isa.AluOp;
import io.bulwark.bpf.isa.Assembler;
import io.bulwark.bpf.isa.Condition;
import io.bulwark.bpf.isa.CoreKind;
import io.bulwark.bpf.isa.CoreRelocation;
import io.bulwark.bpf.isa.Instruction;
import io.bulwark.bpf.isa.IsaLevel;
import io.bulwark.bpf.isa.Label;
import io.bulwark.bpf.isa.Metadata;
import io.bulwark.bpf.isa.Operand;
import io.bulwark.bpf.isa.Register;
import io.bulwark.bpf.isa.Size;
import io.bulwark.bpf.isa.SourceLine;
import io.bulwark.bpf.object.BpfObject;
import io.bulwark.bpf.object.ObjectBuilder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * In one folder nobody opens {@code secret}, and nobody writes set-user-id files of root. The local
 * types are as small as CO-RE allows: no offset in them is a kernel's.
 */
final class OpenPolicy {
  static final String FOLDER = "/tmp/bulwark-verdicts/";
  static final String PROGRAM = "check_open";

  private static final int SUID = 04000;
  private static final int PATH_MAX = 4096;

  private final ObjectBuilder object = new ObjectBuilder("GPL");
  private final Assembler asm = new Assembler(IsaLevel.V3);
  private final int file;
  private final int inode;

  private OpenPolicy() {
    BtfBuilder types = object.types();
    int u32 = types.integer("unsigned int", 4, Encoding.UNSIGNED);
    int u16 = types.integer("unsigned short", 2, Encoding.UNSIGNED);
    int kuid = types.add(new BtfType.Struct("kuid_t", 4, List.of(Member.at(0, "val", u32))));
    int owner = types.add(new BtfType.Typedef("kuid_t", kuid));
    inode =
        types.add(
            new BtfType.Struct(
                "inode", 8, List.of(Member.at(0, "i_mode", u16), Member.at(4, "i_uid", owner))));
    int path = types.add(new BtfType.Struct("path", 0, List.of()));
    file =
        types.add(
            new BtfType.Struct(
                "file",
                16,
                List.of(
                    Member.at(0, "f_flags", u32),
                    Member.at(8, "f_inode", types.pointer(inode)),
                    Member.at(16, "f_path", path))));
    object.map("scratch", MapDefinition.of(6, new Shape.Size(4), new Shape.Size(PATH_MAX), 1));
    text("folder", FOLDER);
    text("secret", FOLDER + "secret");
  }

  private void text(String name, String value) {
    byte[] bytes = (value + "\0").getBytes(StandardCharsets.UTF_8);
    int character = object.types().integer("char", 1, Encoding.SIGNED);
    object.variable(".rodata", name, object.types().array(character, bytes.length), bytes);
  }

  static BpfObject object() {
    return new OpenPolicy().build();
  }

  private BpfObject build() {
    Label out = asm.label("out");
    Label allow = asm.label("allow");
    Label suid = asm.label("suid");
    asm.at(new SourceLine("policy.yaml", 3, 5, "  - deny: open in " + FOLDER));
    asm.load(Size.W, R0, R1, 8).jumpIf32(Condition.NE, R0, 0, out).load(Size.DW, R6, R1, 0);
    path(allow);
    compare("folder", FOLDER.length(), allow);
    asm.at(new SourceLine("policy.yaml", 4, 7, "    path: secret"));
    compare("secret", FOLDER.length() + "secret".length() + 1, suid);
    asm.mov(R0, -13).exit().bind(suid);
    asm.at(new SourceLine("policy.yaml", 5, 7, "    write: set-user-id files of root"));
    setUserId(allow);
    asm.mov(R0, -1).exit().bind(allow).mov(R0, 0).exit().bind(out);
    // The verifier has to see a verdict in the allowed range.
    Label bad = asm.label("bad");
    asm.alu(AluOp.LSH, R0, 32).alu(AluOp.ARSH, R0, 32).jumpIf(Condition.SGT, R0, 0, bad);
    asm.jumpIf(Condition.SLT, R0, -4095, bad).exit().bind(bad).mov(R0, -1).exit();
    return object.program(PROGRAM, "lsm/file_open", asm.build()).build();
  }

  /** r9 = a buffer with the path of the file in r6. */
  private void path(Label otherwise) {
    asm.store(Size.W, R10, -4, 0).loadMap(R1, "scratch").mov(R2, R10).alu(AluOp.ADD, R2, -4);
    asm.call(1).jumpIf(Condition.EQ, R0, 0, otherwise).mov(R9, R0).mov(R1, R6);
    asm.add(
        new Instruction.Alu(AluOp.ADD, true, R1, Operand.of(16)),
        Metadata.NONE.withCore(new CoreRelocation(CoreKind.FIELD_BYTE_OFFSET, file, "0:2")));
    asm.mov(R2, R9).mov(R3, PATH_MAX).call(147).jumpIf(Condition.SLT, R0, 0, otherwise);
  }

  /** Goes to {@code otherwise} unless the path's first bytes are those of a variable. */
  private void compare(String variable, int bytes, Label otherwise) {
    asm.mov(R1, R9).mov(R2, bytes).loadVariable(R3, variable).call(182);
    asm.jumpIf(Condition.NE, R0, 0, otherwise);
  }

  private void setUserId(Label otherwise) {
    field(Size.W, R1, R6, 0, file, "0:0");
    asm.alu(AluOp.AND, R1, 3).jumpIf(Condition.EQ, R1, 0, otherwise);
    field(Size.DW, R7, R6, 8, file, "0:1");
    field(Size.H, R1, R7, 0, inode, "0:0");
    asm.alu(AluOp.AND, R1, SUID).jumpIf(Condition.EQ, R1, 0, otherwise);
    field(Size.W, R1, R7, 4, inode, "0:1:0");
    asm.jumpIf(Condition.NE, R1, 0, otherwise);
  }

  private void field(Size size, Register dst, Register base, int offset, int type, String access) {
    asm.loadField(
        size, dst, base, offset, new CoreRelocation(CoreKind.FIELD_BYTE_OFFSET, type, access));
  }
}
