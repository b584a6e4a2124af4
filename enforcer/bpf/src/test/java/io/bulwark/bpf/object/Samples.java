package io.bulwark.bpf.object;

import static io.bulwark.bpf.isa.Register.FP;
import static io.bulwark.bpf.isa.Register.R0;
import static io.bulwark.bpf.isa.Register.R1;
import static io.bulwark.bpf.isa.Register.R2;
import static io.bulwark.bpf.isa.Register.R3;
import static io.bulwark.bpf.isa.Register.R4;
import static io.bulwark.bpf.isa.Register.R6;
import static io.bulwark.bpf.isa.Register.R7;

import io.bulwark.bpf.btf.BtfBuilder;
import io.bulwark.bpf.btf.BtfType;
import io.bulwark.bpf.btf.MapDefinition;
import io.bulwark.bpf.btf.MapDefinition.Shape;
import io.bulwark.bpf.isa.AluOp;
import io.bulwark.bpf.isa.Assembler;
import io.bulwark.bpf.isa.Code;
import io.bulwark.bpf.isa.Condition;
import io.bulwark.bpf.isa.Constant;
import io.bulwark.bpf.isa.CoreKind;
import io.bulwark.bpf.isa.CoreRelocation;
import io.bulwark.bpf.isa.Instruction;
import io.bulwark.bpf.isa.IsaLevel;
import io.bulwark.bpf.isa.Label;
import io.bulwark.bpf.isa.Metadata;
import io.bulwark.bpf.isa.Reference;
import io.bulwark.bpf.isa.Size;
import io.bulwark.bpf.isa.SourceLine;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/** Objects that use everything an object can have. */
final class Samples {
  private Samples() {}

  private static byte[] u64(long value) {
    return ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(value).array();
  }

  /**
   * An LSM program with a CO-RE read, a ring buffer, a hash map with types, three data sections, a
   * kernel configuration value, a static and a global subprogram, and lines of a policy.
   */
  static ObjectBuilder everything() {
    ObjectBuilder object = new ObjectBuilder("GPL");
    BtfBuilder types = object.types();
    int u32 = types.integer("unsigned int", 4, BtfType.Encoding.UNSIGNED);
    int u64 = types.integer("unsigned long long", 8, BtfType.Encoding.UNSIGNED);
    int file =
        types.add(new BtfType.Struct("file", 4, List.of(BtfType.Member.at(0, "f_flags", u32))));
    object.map("events", MapDefinition.ringBuffer(4096 * 64));
    object.map("counts", MapDefinition.of(1, new Shape.Typed(u32), new Shape.Typed(u64), 1024));
    object.map("scratch", MapDefinition.of(6, new Shape.Size(4), new Shape.Size(256), 1));
    object.variable(".rodata", "cgroup", u64, u64(77));
    object.variable(".rodata", "enforce", u32, new byte[] {1, 0, 0, 0});
    object.variable(".data", "generation", u64, u64(3));
    object.variable(".bss", "hits", u64, u64(0));
    object.extern(new Extern("LINUX_KERNEL_VERSION", Extern.KCONFIG, false), u32, 4);
    object.program("check_open", "lsm/file_open", checkOpen(file));
    object.program("on_exec", "tp_btf/sched_process_exec", onExec());
    int proto =
        types.intern(new BtfType.FuncProto(object.integer(), List.of(new BtfType.Param("x", u64))));
    object.function(
        new Function("twice", Function.TEXT, Function.Linkage.STATIC, subprogram(1)), proto);
    object.function(
        new Function("quadruple", Function.TEXT, Function.Linkage.GLOBAL, subprogram(2)), proto);
    return object;
  }

  private static SourceLine line(int line, int column, String text) {
    return new SourceLine("policy.yaml", line, column, text);
  }

  private static Code checkOpen(int file) {
    Assembler asm = new Assembler(IsaLevel.V3);
    Label allow = asm.label("allow");
    Label send = asm.label("send");
    asm.at(line(3, 3, "  condition: open_write and fd.name = /etc/shadow"));
    asm.load(Size.DW, R6, R1, 0);
    asm.call(80).loadVariable(R1, "cgroup").load(Size.DW, R1, R1, 0);
    asm.jumpIf(Condition.NE, R0, R1, allow);
    asm.at(line(3, 14, "  condition: open_write and fd.name = /etc/shadow"));
    asm.loadField(Size.W, R7, R6, 0, new CoreRelocation(CoreKind.FIELD_BYTE_OFFSET, file, "0:0"));
    asm.mov(R1, R7).callFunction("twice").mov(R1, R0).callFunction("quadruple");
    asm.at(line(4, 3, "  action: deny"));
    asm.loadMap(R1, "events").mov(R2, 16).mov(R3, 0).call(131);
    asm.jumpIf(Condition.NE, R0, 0, send);
    asm.loadVariable(R1, "hits").load(Size.DW, R2, R1, 0);
    asm.alu(AluOp.ADD, R2, 1).store(Size.DW, R1, 0, R2).jump(allow);
    asm.bind(send).store(Size.DW, R0, 0, R7).store(Size.DW, R0, 8, 1);
    asm.mov(R1, R0).mov(R2, 0).call(132);
    asm.mov(R0, -1).exit();
    asm.bind(allow).mov(R0, 0).exit();
    return asm.build();
  }

  private static Code onExec() {
    return new Assembler(IsaLevel.V3)
        .at(line(9, 1, "- rule: count programs"))
        .add(
            new Instruction.LoadImm64(R1, new Constant.Number(0)),
            Metadata.NONE.withReference(new Reference.ToExtern("LINUX_KERNEL_VERSION")))
        .load(Size.W, R6, R1, 0)
        .store(Size.W, FP, -4, R6)
        .store(Size.DW, FP, -16, 1)
        .loadMap(R1, "counts")
        .mov(R2, FP)
        .alu(AluOp.ADD, R2, -4)
        .mov(R3, FP)
        .alu(AluOp.ADD, R3, -16)
        .mov(R4, 0)
        .call(2)
        .mov(R0, 0)
        .exit()
        .build();
  }

  private static Code subprogram(int shift) {
    return new Assembler(IsaLevel.V3)
        .at(line(20 + shift, 1, "- macro: shifted"))
        .mov(R0, R1)
        .alu(AluOp.LSH, R0, shift)
        .exit()
        .build();
  }
}
