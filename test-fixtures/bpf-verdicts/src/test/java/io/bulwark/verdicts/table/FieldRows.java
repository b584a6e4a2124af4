package io.bulwark.verdicts.table;

import static io.bulwark.bpf.isa.Register.*;

import io.bulwark.bpf.isa.AluOp;
import io.bulwark.bpf.isa.AtomicOp;
import io.bulwark.bpf.isa.Condition;
import io.bulwark.bpf.isa.Constant;
import io.bulwark.bpf.isa.EndianOp;
import io.bulwark.bpf.isa.Instruction;
import io.bulwark.bpf.isa.Label;
import io.bulwark.bpf.isa.Metadata;
import io.bulwark.bpf.isa.Reference;
import io.bulwark.bpf.isa.Size;
import io.bulwark.bpf.object.BpfObject;
import io.bulwark.bpf.object.Extern;
import io.bulwark.bpf.object.Function;
import java.util.List;

/** Policies about numbers: flags, owners, ports, globals, configuration. */
final class FieldRows {
  private static final int EPERM = -1;
  private static final int EACCES = -13;

  private FieldRows() {}

  static List<VerdictCase> rows() {
    VerdictCase suid = VerdictCase.of("write to set-user-id files", FieldRows::suid);
    VerdictCase users = VerdictCase.of("users 1000 to 1999 only", FieldRows::users);
    VerdictCase signed = VerdictCase.of("signed against unsigned", FieldRows::signed);
    VerdictCase ports = VerdictCase.of("privileged ports", FieldRows::ports);
    VerdictCase wide = VerdictCase.of("64-bit number", FieldRows::wide);
    VerdictCase divide = VerdictCase.of("division", FieldRows::divide);
    VerdictCase config = VerdictCase.of("kernel since 5.10", FieldRows::config);
    VerdictCase mode = VerdictCase.of("switches in globals", FieldRows::globals);
    VerdictCase atomics = VerdictCase.of("atomic counters", FieldRows::atomics);
    VerdictCase calls = VerdictCase.of("functions", FieldRows::functions);
    Event none = Event.NONE;
    return List.of(
        suid.named("plain read").on(none.mode(0104755), 0),
        suid.named("write").on(none.mode(0104755).flags(1), EPERM),
        suid.named("read and write").on(none.mode(0104755).flags(2), EPERM),
        suid.named("no set-user-id").on(none.mode(0100755).flags(2), 0),
        suid.named("other flags").on(none.mode(0104755).flags(0x8000), 0),
        users.named("below").on(none.uid(999), EPERM),
        users.named("first").on(none.uid(1000), 0),
        users.named("last").on(none.uid(1999), 0),
        users.named("above").on(none.uid(2000), EPERM),
        users.named("nobody").on(none.uid(-2), EPERM),
        signed.named("zero").on(none, 0),
        signed.named("positive").on(none.flags(5), 3),
        signed.named("negative").on(none.flags(-5), 4),
        signed.named("smallest").on(none.flags(Integer.MIN_VALUE), 4),
        ports.named("https").on(none.port(443), EACCES),
        ports.named("last privileged").on(none.port(1023), EACCES),
        ports.named("first free").on(none.port(1024), 0),
        ports.named("byte order").on(none.port(0x0100), EACCES).on(none.port(0xff00), 0),
        wide.named("equal").on(none.number(0x1_0000_0001L), EPERM),
        wide.named("equal low half").on(none.number(1), 0),
        wide.named("equal high half").on(none.number(0x1_0000_0002L), 0),
        divide.named("by zero").on(none.flags(100), 100),
        divide.named("by three").on(none.flags(100).uid(3), 0x2101),
        divide.named("by thirty-three").on(none.flags(100).uid(33), 0x301),
        config.named("version").on(none, 0),
        mode.named("below the limit").on(none.uid(6), 0),
        mode.named("counts").on(none.uid(7), 1).on(none.uid(7), 2).on(none.uid(1), 0),
        atomics.named("three events").on(none, 1).on(none, 4).on(none, 1),
        calls.named("static and global").on(none.flags(3).uid(4), 3 * 10 + 4 * 100));
  }

  private static BpfObject suid() {
    Emitter object = new Emitter();
    Emitter.Program check = object.program("check");
    Label allow = check.asm.label("allow");
    check.load(R1, Event.FLAGS).asm.alu(AluOp.AND, R1, 3).jumpIf(Condition.EQ, R1, 0, allow);
    Label deny = check.asm.label("deny");
    check.load(R1, Event.MODE).asm.jumpIf(Condition.SET, R1, 04000, deny).bind(allow);
    check.verdict(0).asm.bind(deny);
    check.verdict(EPERM).end();
    return object.build();
  }

  private static BpfObject users() {
    Emitter object = new Emitter();
    Emitter.Program check = object.program("check");
    Label deny = check.asm.label("deny");
    check.load(R1, Event.UID).asm.jumpIf32(Condition.LT, R1, 1000, deny);
    check.asm.jumpIf32(Condition.GT, R1, 1999, deny);
    check.verdict(0).asm.bind(deny);
    check.verdict(EPERM).end();
    return object.build();
  }

  /** 1: signed greater than 0; 2: unsigned greater than 0; 4: signed less than 0. */
  private static BpfObject signed() {
    Emitter object = new Emitter();
    Emitter.Program check = object.program("check");
    Label negative = check.asm.label("negative");
    Label positive = check.asm.label("positive");
    check.load(R1, Event.FLAGS).asm.jumpIf32(Condition.SLT, R1, 0, negative);
    check.asm.jumpIf32(Condition.SGT, R1, 0, positive);
    check.verdict(0).asm.bind(negative);
    check.verdict(4).asm.bind(positive);
    check.verdict(3).end();
    return object.build();
  }

  private static BpfObject ports() {
    Emitter object = new Emitter();
    Emitter.Program check = object.program("check");
    Label allow = check.asm.label("allow");
    check.asm.load(Size.H, R1, R6, Event.PORT).add(new Instruction.Endian(EndianOp.BE, 16, R1));
    check.asm.jumpIf(Condition.GE, R1, 1024, allow);
    check.verdict(EACCES).asm.bind(allow);
    check.verdict(0).end();
    return object.build();
  }

  private static BpfObject wide() {
    Emitter object = new Emitter();
    Emitter.Program check = object.program("check");
    Label deny = check.asm.label("deny");
    check.asm.load(Size.DW, R1, R6, Event.NUMBER).mov64(R2, 0x1_0000_0001L);
    check.asm.jumpIf(Condition.EQ, R1, R2, deny);
    check.verdict(0).asm.bind(deny);
    check.verdict(EPERM).end();
    return object.build();
  }

  /** flags / uid * 256 + flags % uid. */
  private static BpfObject divide() {
    Emitter object = new Emitter();
    Emitter.Program check = object.program("check");
    check.load(R1, Event.FLAGS).load(R2, Event.UID).asm.mov(R3, R1).mov(R0, R1);
    check.asm.alu(AluOp.DIV, R3, R2).alu(AluOp.MOD, R0, R2);
    check.asm.alu(AluOp.LSH, R3, 8).alu(AluOp.OR, R0, R3);
    check.asm.exit();
    check.end();
    return object.build();
  }

  private static BpfObject config() {
    Emitter object = new Emitter();
    object.object.extern(
        new Extern("LINUX_KERNEL_VERSION", Extern.KCONFIG, false), object.u32(), 4);
    Emitter.Program check = object.program("check");
    Label old = check.asm.label("old");
    check.asm.add(
        new Instruction.LoadImm64(R1, new Constant.Number(0)),
        Metadata.NONE.withReference(new Reference.ToExtern("LINUX_KERNEL_VERSION")));
    check.asm.load(Size.W, R1, R1, 0).jumpIf(Condition.LT, R1, 0x050a00, old);
    check.verdict(0).asm.bind(old);
    check.verdict(-95).end();
    return object.build();
  }

  /** Counts, in .bss, events of users at or above the limit in .rodata. */
  private static BpfObject globals() {
    Emitter object = new Emitter().number(".rodata", "limit", 7).number(".data", "step", 1);
    object.number(".bss", "count", 0);
    Emitter.Program check = object.program("check");
    Label allow = check.asm.label("allow");
    check.asm.loadVariable(R2, "limit").load(Size.W, R2, R2, 0);
    check.load(R1, Event.UID).asm.jumpIf(Condition.LT, R1, R2, allow);
    check.asm.loadVariable(R3, "step").load(Size.W, R3, R3, 0);
    check.asm.loadVariable(R1, "count").load(Size.W, R0, R1, 0).alu(AluOp.ADD, R0, R3);
    check.asm.store(Size.W, R1, 0, R0).exit().bind(allow);
    check.verdict(0).end();
    return object.build();
  }

  /** Adds 3; a 6 is exchanged for 0. The old value plus 1 is the verdict. */
  private static BpfObject atomics() {
    Emitter object = new Emitter().number(".data", "count", 0);
    Emitter.Program check = object.program("check");
    check.asm.loadVariable(R1, "count").mov(R2, 3);
    check.asm.add(new Instruction.Atomic(AtomicOp.FETCH_ADD, false, R1, 0, R2));
    check.asm.mov(R0, 6).mov(R3, 0);
    check.asm.add(new Instruction.Atomic(AtomicOp.CMPXCHG, false, R1, 0, R3));
    check.asm.mov(R0, R2).alu(AluOp.ADD, R0, 1);
    check.asm.exit();
    check.end();
    return object.build();
  }

  private static BpfObject functions() {
    Emitter object = new Emitter();
    Emitter.Program check = object.program("check");
    check.load(R1, Event.FLAGS).asm.callFunction("ten").mov(R8, R0);
    check.load(R1, Event.UID).asm.callFunction("hundred").alu(AluOp.ADD, R0, R8);
    check.asm.exit();
    check.end();
    object.function(
        "ten",
        Function.Linkage.STATIC,
        Emitter.asm().mov(R0, R1).alu(AluOp.MUL, R0, 10).exit().build(),
        object.u64());
    object.function(
        "hundred",
        Function.Linkage.GLOBAL,
        Emitter.asm().mov(R0, R1).alu(AluOp.MUL, R0, 100).exit().build(),
        object.u64());
    return object.build();
  }
}
