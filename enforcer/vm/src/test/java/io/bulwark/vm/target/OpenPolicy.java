package io.bulwark.vm.target;

import static io.bulwark.bpf.isa.Register.*;

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

/** A policy about opens as a compiler would emit it for the {@code file_open} LSM hook. */
record OpenPolicy(BpfObject object) {
  private static final byte[] SECRET = "/etc/shadow\0".getBytes(StandardCharsets.UTF_8);
  private static final int SUID = 04000;

  /** Reads all fields without asking. */
  static OpenPolicy plain() {
    return new OpenPolicy(new Emitter(false).object());
  }

  /** Asks whether inodes are recorded before it reads them. */
  static OpenPolicy guarded() {
    return new OpenPolicy(new Emitter(true).object());
  }

  private static final class Emitter {
    private final ObjectBuilder object = new ObjectBuilder("GPL");
    private final Assembler asm = new Assembler(IsaLevel.V3);
    private final boolean guarded;
    private final int file;
    private final int inode;
    private final int path;

    Emitter(boolean guarded) {
      this.guarded = guarded;
      int u32 = object.types().integer("unsigned int", 4, Encoding.UNSIGNED);
      int u16 = object.types().integer("unsigned short", 2, Encoding.UNSIGNED);
      int kuid =
          object.types().add(new BtfType.Struct("kuid_t", 4, List.of(Member.at(0, "val", u32))));
      inode =
          object
              .types()
              .add(
                  new BtfType.Struct(
                      "inode",
                      8,
                      List.of(Member.at(0, "i_mode", u16), Member.at(4, "i_uid", kuid))));
      path = object.types().add(new BtfType.Struct("path", 0, List.of()));
      file =
          object
              .types()
              .add(
                  new BtfType.Struct(
                      "file",
                      16,
                      List.of(
                          Member.at(0, "f_flags", u32),
                          Member.at(8, "f_inode", object.types().pointer(inode)),
                          Member.at(16, "f_path", path))));
      object.map("events", MapDefinition.ringBuffer(4096));
      object.map("scratch", MapDefinition.of(6, new Shape.Size(4), new Shape.Size(4096), 1));
      int characters =
          object.types().array(object.types().integer("char", 1, Encoding.SIGNED), SECRET.length);
      object.variable(".rodata", "secret", characters, SECRET);
    }

    BpfObject object() {
      asm.at(new SourceLine("policy.yaml", 12, 9, "    open: /etc/shadow"));
      Label out = asm.label("out");
      Label setuid = asm.label("setuid");
      Label allow = asm.label("allow");
      Label deny = asm.label("deny");
      // r6 = file, r7 = flags; a verdict of the programs before stands.
      asm.load(Size.DW, R0, R1, 8).jumpIf(Condition.NE, R0, 0, out);
      asm.load(Size.DW, R6, R1, 0);
      field(Size.W, R7, R6, 0, file, "0:0");
      shadow(setuid, deny);
      asm.bind(setuid).at(new SourceLine("policy.yaml", 20, 9, "    write: suid"));
      setuid(allow);
      asm.mov(R8, -1).jump(deny).bind(allow).mov(R0, 0).exit();
      asm.bind(deny).at(new SourceLine("policy.yaml", 30, 1, "output"));
      report();
      asm.mov(R0, R8).bind(out).exit();
      object.program("check_open", "lsm/file_open", asm.build());
      return object.build();
    }

    private void field(
        Size size, Register dst, Register base, int offset, int type, String access) {
      asm.loadField(
          size, dst, base, offset, new CoreRelocation(CoreKind.FIELD_BYTE_OFFSET, type, access));
    }

    private void shadow(Label otherwise, Label deny) {
      asm.call(15).alu32(AluOp.MOV, R0, R0).jumpIf(Condition.EQ, R0, 0, otherwise);
      asm.store(Size.W, R10, -4, 0).loadMap(R1, "scratch").mov(R2, R10).alu(AluOp.ADD, R2, -4);
      asm.call(1).jumpIf(Condition.EQ, R0, 0, otherwise).mov(R9, R0);
      asm.mov(R1, R6);
      asm.add(
          new Instruction.Alu(AluOp.ADD, true, R1, Operand.of(16)),
          Metadata.NONE.withCore(new CoreRelocation(CoreKind.FIELD_BYTE_OFFSET, file, "0:2")));
      asm.mov(R2, R9).mov(R3, 4096).call(147).jumpIf(Condition.SLT, R0, 0, otherwise);
      asm.mov(R1, R9).mov(R2, SECRET.length).loadVariable(R3, "secret").call(182);
      asm.jumpIf(Condition.NE, R0, 0, otherwise).mov(R8, -13).jump(deny);
    }

    /** Goes to {@code allow} unless a set-user-id file of root is opened for writing. */
    private void setuid(Label allow) {
      asm.mov(R1, R7).alu(AluOp.AND, R1, 3).jumpIf(Condition.EQ, R1, 0, allow);
      if (guarded) {
        asm.add(
            new Instruction.Alu(AluOp.MOV, true, R1, Operand.of(1)),
            Metadata.NONE.withCore(new CoreRelocation(CoreKind.FIELD_EXISTS, file, "0:1")));
        asm.jumpIf(Condition.EQ, R1, 0, allow);
      }
      field(Size.DW, R9, R6, 8, file, "0:1");
      field(Size.H, R1, R9, 0, inode, "0:0");
      asm.alu(AluOp.AND, R1, SUID).jumpIf(Condition.EQ, R1, 0, allow);
      field(Size.W, R1, R9, 4, inode, "0:1:0");
      asm.jumpIf(Condition.NE, R1, 0, allow);
    }

    private void report() {
      asm.store(Size.W, R10, -8, R7).loadMap(R1, "events").mov(R2, R10).alu(AluOp.ADD, R2, -8);
      asm.mov(R3, 4).mov(R4, 0).call(130);
    }
  }
}
