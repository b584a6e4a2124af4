package io.bulwark.kernel.load;

import static io.bulwark.bpf.isa.Register.FP;
import static io.bulwark.bpf.isa.Register.R0;
import static io.bulwark.bpf.isa.Register.R1;
import static io.bulwark.bpf.isa.Register.R2;
import static io.bulwark.bpf.isa.Register.R3;
import static io.bulwark.bpf.isa.Register.R6;

import io.bulwark.bpf.btf.BtfType;
import io.bulwark.bpf.btf.MapDefinition;
import io.bulwark.bpf.isa.AluOp;
import io.bulwark.bpf.isa.Assembler;
import io.bulwark.bpf.isa.Code;
import io.bulwark.bpf.isa.Condition;
import io.bulwark.bpf.isa.CoreKind;
import io.bulwark.bpf.isa.CoreRelocation;
import io.bulwark.bpf.isa.Instruction;
import io.bulwark.bpf.isa.IsaLevel;
import io.bulwark.bpf.isa.Label;
import io.bulwark.bpf.isa.Metadata;
import io.bulwark.bpf.isa.Operand;
import io.bulwark.bpf.isa.Size;
import io.bulwark.bpf.isa.SourceLine;
import io.bulwark.bpf.object.Function;
import io.bulwark.bpf.object.ObjectBuilder;
import io.bulwark.bpf.object.ObjectWriter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/** Objects made for tests. */
final class TestObjects {
  private TestObjects() {}

  /** A header, the null section and an empty string section: readable, and nothing in it. */
  static byte[] emptyElf() {
    ByteBuffer out = ByteBuffer.allocate(192).order(ByteOrder.LITTLE_ENDIAN);
    out.putInt(0x464c457f).put(new byte[] {2, 1, 1});
    out.putShort(16, (short) 1).putShort(18, (short) 247).putInt(20, 1);
    out.putLong(40, 64).putShort(52, (short) 64).putShort(58, (short) 64);
    return out.putShort(60, (short) 2).putShort(62, (short) 1).putInt(132, 3).array();
  }

  static SourceLine line(int line, String text) {
    return new SourceLine("policy.yaml", line, 5, text);
  }

  private static int u32(ObjectBuilder object) {
    return object.types().integer("unsigned int", 4, BtfType.Encoding.UNSIGNED);
  }

  /** An XDP program that writes the variable {@code answer} as an event and returns it. */
  static byte[] events() {
    ObjectBuilder object = new ObjectBuilder("GPL");
    object.map("events", MapDefinition.ringBuffer(4096));
    object.variable(".rodata", "answer", u32(object), new byte[] {1, 0, 0, 0});
    Assembler code = new Assembler(IsaLevel.V3);
    Label out = code.label("out");
    code.at(line(3, "condition: always"));
    code.loadVariable(R1, "answer").load(Size.W, R6, R1, 0);
    code.at(line(4, "output: an event"));
    code.loadMap(R1, "events").mov(R2, 8).mov(R3, 0).call(131);
    code.jumpIf(Condition.EQ, R0, 0, out);
    code.store(Size.DW, R0, 0, R6).mov(R1, R0).mov(R2, 0).call(132);
    code.bind(out).mov(R0, R6).exit();
    object.program("write_event", "xdp", code.build());
    return ObjectWriter.write(object.build());
  }

  /** An XDP program whose second subprogram dereferences a number, on line 12 of the policy. */
  static byte[] rejectedInSubprogram() {
    ObjectBuilder object = new ObjectBuilder("GPL");
    Code main =
        new Assembler(IsaLevel.V3)
            .at(line(3, "condition: main"))
            .mov(R1, 5)
            .callFunction("harmless")
            .mov(R1, R0)
            .at(line(4, "and more"))
            .callFunction("broken")
            .exit()
            .build();
    object.program("main_program", "xdp", main);
    int proto =
        object
            .types()
            .intern(
                new BtfType.FuncProto(
                    object.integer(), List.of(new BtfType.Param("x", object.integer()))));
    Code broken =
        new Assembler(IsaLevel.V3)
            .at(line(11, "macro: broken"))
            .mov(R2, R1)
            .at(line(12, "  fd.name = nothing"))
            .load(Size.DW, R0, R2, 0)
            .exit()
            .build();
    Code harmless =
        new Assembler(IsaLevel.V3).at(line(8, "macro: harmless")).mov(R0, R1).exit().build();
    object.function(new Function("broken", Function.TEXT, Function.Linkage.STATIC, broken), proto);
    object.function(
        new Function("harmless", Function.TEXT, Function.Linkage.STATIC, harmless), proto);
    return ObjectWriter.write(object.build());
  }

  /** A raw tracepoint program that returns this process's id as the task's structure has it. */
  static byte[] processId() {
    ObjectBuilder object = new ObjectBuilder("GPL");
    int task =
        object
            .types()
            .add(
                new BtfType.Struct(
                    "task_struct", 4, List.of(BtfType.Member.at(0, "tgid", object.integer()))));
    CoreRelocation place = new CoreRelocation(CoreKind.FIELD_BYTE_OFFSET, task, "0:0");
    Code code =
        new Assembler(IsaLevel.V3)
            .at(line(7, "condition: proc.pid"))
            .call(35)
            .mov(R3, R0)
            .add(
                new Instruction.Alu(AluOp.ADD, true, R3, Operand.of(0)),
                Metadata.NONE.withCore(place))
            .mov(R1, FP)
            .alu(AluOp.ADD, R1, -8)
            .store(Size.DW, FP, -8, 0)
            .mov(R2, 4)
            .call(113)
            .load(Size.W, R0, FP, -8)
            .exit()
            .build();
    object.program("process_id", "raw_tp/sys_enter", code);
    return ObjectWriter.write(object.build());
  }

  /** The same with a field that no kernel has. */
  static byte[] unknownField() {
    ObjectBuilder object = new ObjectBuilder("GPL");
    int task =
        object
            .types()
            .add(
                new BtfType.Struct(
                    "task_struct",
                    4,
                    List.of(BtfType.Member.at(0, "no_such_field", object.integer()))));
    CoreRelocation place = new CoreRelocation(CoreKind.FIELD_BYTE_OFFSET, task, "0:0");
    Code code =
        new Assembler(IsaLevel.V3)
            .at(line(6, "- rule: first"))
            .mov(R0, 0)
            .at(line(7, "condition: proc.nothing"))
            .add(
                new Instruction.Alu(AluOp.ADD, true, R0, Operand.of(0)),
                Metadata.NONE.withCore(place))
            .exit()
            .build();
    object.program("unknown_field", "raw_tp/sys_enter", code);
    return ObjectWriter.write(object.build());
  }

  /** An LSM program on a hook that does not exist. */
  static byte[] unknownHook() {
    ObjectBuilder object = new ObjectBuilder("GPL");
    Code code = new Assembler(IsaLevel.V3).mov(R0, 0).exit().build();
    object.program("no_hook", "lsm/no_such_hook", code);
    return ObjectWriter.write(object.build());
  }
}
