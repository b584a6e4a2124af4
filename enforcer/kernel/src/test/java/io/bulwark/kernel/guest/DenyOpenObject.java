package io.bulwark.kernel.guest;

import static io.bulwark.bpf.isa.Register.R0;
import static io.bulwark.bpf.isa.Register.R1;
import static io.bulwark.bpf.isa.Register.R2;
import static io.bulwark.bpf.isa.Register.R3;
import static io.bulwark.bpf.isa.Register.R6;
import static io.bulwark.bpf.isa.Register.R7;

import io.bulwark.bpf.btf.BtfBuilder;
import io.bulwark.bpf.btf.BtfType;
import io.bulwark.bpf.btf.MapDefinition;
import io.bulwark.bpf.isa.Assembler;
import io.bulwark.bpf.isa.Code;
import io.bulwark.bpf.isa.Condition;
import io.bulwark.bpf.isa.CoreKind;
import io.bulwark.bpf.isa.CoreRelocation;
import io.bulwark.bpf.isa.IsaLevel;
import io.bulwark.bpf.isa.Label;
import io.bulwark.bpf.isa.Size;
import io.bulwark.bpf.isa.SourceLine;
import io.bulwark.bpf.object.ObjectBuilder;
import io.bulwark.bpf.object.ObjectWriter;
import java.util.List;

/**
 * An object with one LSM program: opening the file with inode number {@code inode} is denied in the
 * cgroup {@code cgroup}, and an event tells of it. Elsewhere it does nothing.
 */
final class DenyOpenObject {
  /** What the program answers. */
  static final int EACCES = 13;

  private DenyOpenObject() {}

  private static SourceLine line(int line, String text) {
    return new SourceLine("policy.yaml", line, 3, text);
  }

  static byte[] bytes() {
    ObjectBuilder object = new ObjectBuilder("GPL");
    BtfBuilder types = object.types();
    int u64 = types.integer("unsigned long", 8, BtfType.Encoding.UNSIGNED);
    int inode =
        types.add(new BtfType.Struct("inode", 8, List.of(BtfType.Member.at(0, "i_ino", u64))));
    int file =
        types.add(
            new BtfType.Struct(
                "file", 8, List.of(BtfType.Member.at(0, "f_inode", types.pointer(inode)))));
    object.map("events", MapDefinition.ringBuffer(1 << 16));
    object.variable(".rodata", "cgroup", u64, new byte[8]);
    object.variable(".rodata", "inode", u64, new byte[8]);
    object.program("deny_open", "lsm/file_open", code(file, inode));
    return ObjectWriter.write(object.build());
  }

  private static Code code(int file, int inode) {
    Assembler code = new Assembler(IsaLevel.V3);
    Label allow = code.label("allow");
    Label previous = code.label("previous");
    Label deny = code.label("deny");
    code.at(line(2, "- rule: Read a secret"));
    code.load(Size.DW, R6, R1, 0).load(Size.DW, R7, R1, 8);
    code.jumpIf32(Condition.NE, R7, 0, previous);
    code.at(line(3, "  condition: open_read and container.id = test"));
    code.call(80).loadVariable(R1, "cgroup").load(Size.DW, R1, R1, 0);
    code.jumpIf(Condition.NE, R0, R1, allow);
    code.at(line(4, "    and fd.ino = 42"));
    code.loadField(Size.DW, R6, R6, 0, offset(file)).loadField(Size.DW, R6, R6, 0, offset(inode));
    code.loadVariable(R1, "inode").load(Size.DW, R1, R1, 0);
    code.jumpIf(Condition.NE, R6, R1, allow);
    code.at(line(5, "  action: deny"));
    code.loadMap(R1, "events").mov(R2, 16).mov(R3, 0).call(131);
    code.jumpIf(Condition.EQ, R0, 0, deny);
    code.store(Size.DW, R0, 0, R6).store(Size.DW, R0, 8, EACCES);
    code.mov(R1, R0).mov(R2, 0).call(132);
    code.bind(deny).mov(R0, -EACCES).exit();
    code.bind(previous).mov(R0, -1).exit();
    return code.bind(allow).mov(R0, 0).exit().build();
  }

  private static CoreRelocation offset(int struct) {
    return new CoreRelocation(CoreKind.FIELD_BYTE_OFFSET, struct, "0:0");
  }
}
