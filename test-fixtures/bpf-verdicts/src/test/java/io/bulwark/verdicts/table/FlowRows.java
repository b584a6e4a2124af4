package io.bulwark.verdicts.table;

import static io.bulwark.bpf.isa.Register.*;
import static io.bulwark.verdicts.table.KernelBackend.u32;

import io.bulwark.bpf.btf.MapDefinition;
import io.bulwark.bpf.isa.AluOp;
import io.bulwark.bpf.isa.Assembler;
import io.bulwark.bpf.isa.Condition;
import io.bulwark.bpf.isa.Label;
import io.bulwark.bpf.isa.Size;
import io.bulwark.bpf.object.BpfObject;
import io.bulwark.bpf.object.Function;
import java.util.List;

/** Generations by tail calls, loops with functions, events in rings. */
final class FlowRows {
  private FlowRows() {}

  static List<VerdictCase> rows() {
    VerdictCase generations =
        VerdictCase.of("generations", FlowRows::generations)
            .prepared(to -> to.program("progs", 0, "gen0"))
            .prepared(to -> to.program("progs", 1, "gen1"));
    VerdictCase sums = VerdictCase.of("sum of a map", FlowRows::sum);
    Event none = Event.NONE;
    return List.of(
        generations.named("first").on(none.uid(5), -5),
        generations
            .named("second")
            .prepared(to -> to.update("active", u32(0), u32(1)))
            .on(none.uid(5), -10),
        generations
            .named("empty slot denies")
            .prepared(to -> to.update("active", u32(0), u32(2)))
            .on(none.uid(5), -1),
        generations
            .named("beyond the array denies")
            .prepared(to -> to.update("active", u32(0), u32(99)))
            .on(none.uid(5), -1),
        VerdictCase.of("33 tail calls", FlowRows::endless)
            .prepared(to -> to.program("progs", 0, "check"))
            .on(none, 34),
        VerdictCase.of("loop to the end", () -> loop(100)).on(none.flags(10), 45),
        VerdictCase.of("loop that stops", () -> loop(4)).on(none.flags(10), 10),
        VerdictCase.of("loop of nothing", () -> loop(4)).on(none, 0),
        sums.named("zeros").on(none, 5000),
        sums.named("filled")
            .prepared(to -> {
              for (int i = 0; i < 5; i++) {
                to.update("values", u32(i), u32(10 * i));
              }
            })
            .on(none, 5100),
        VerdictCase.of("ring fills up", FlowRows::ring)
            .on(none.uid(1), 24)
            .on(none.uid(1), 48)
            .on(none, 72)
            .on(none.uid(1), 96),
        VerdictCase.of("record too large", () -> reserve(4096)).on(none, -1),
        VerdictCase.of("largest record", () -> reserve(4080)).on(none, 4088).on(none, -1),
        VerdictCase.of("record of unknown size", FlowRows::dynptr)
            .on(none.flags(1), 0)
            .on(none.flags(9), -7));
  }

  private static Emitter generation(Emitter object, String name, int factor) {
    Emitter.Program program = object.program(name);
    program.load(R0, Event.UID).asm.alu(AluOp.MUL, R0, factor);
    program.asm.exit();
    program.end();
    return object;
  }

  /** The dispatcher of a hook: an empty slot denies. */
  private static BpfObject generations() {
    Emitter object = new Emitter().map("active", 2, 4, 4, 1, 0).map("progs", 3, 4, 4, 4, 0);
    Emitter.Program check = object.program("check");
    Label deny = check.asm.label("deny");
    check.spill(-4, 0).lookup("active", -4).asm.jumpIf(Condition.EQ, R0, 0, deny);
    check.asm.load(Size.W, R3, R0, 0).mov(R1, R9).loadMap(R2, "progs").call(12).bind(deny);
    check.verdict(-1).end();
    generation(object, "gen0", -1);
    return generation(object, "gen1", -2).build();
  }

  /** Counts its runs and calls itself: the first one and 33 more. */
  private static BpfObject endless() {
    Emitter object = new Emitter().map("progs", 3, 4, 4, 1, 0).number(".bss", "runs", 0);
    Emitter.Program check = object.program("check");
    check.asm.loadVariable(R1, "runs").load(Size.W, R2, R1, 0).alu(AluOp.ADD, R2, 1);
    check.asm.store(Size.W, R1, 0, R2).mov(R1, R9).loadMap(R2, "progs").mov(R3, 0).call(12);
    check.asm.loadVariable(R1, "runs").load(Size.W, R0, R1, 0);
    check.asm.exit();
    check.end();
    return object.build();
  }

  /** Sums the numbers below flags, up to {@code last}. */
  private static BpfObject loop(int last) {
    Emitter object = new Emitter();
    Assembler each = Emitter.asm();
    Label stop = each.label("stop");
    each.load(Size.DW, R3, R2, 0).alu(AluOp.ADD, R3, R1).store(Size.DW, R2, 0, R3);
    each.mov(R0, 0).jumpIf(Condition.EQ, R1, last, stop).exit().bind(stop).mov(R0, 1).exit();
    Emitter.Program check = object.program("check");
    check.asm.store(Size.DW, R10, -8, 0);
    check.load(R1, Event.FLAGS).asm.loadFunction(R2, "each");
    check.frame(R3, -8).asm.mov(R4, 0).call(181).load(Size.DW, R0, R10, -8);
    check.asm.exit();
    check.end();
    int context = object.object.types().pointer(0);
    return object
        .function("each", Function.Linkage.STATIC, each.build(), object.u32(), context)
        .build();
  }

  /** 1000 for each entry that was seen, and the sum of the values. */
  private static BpfObject sum() {
    Emitter object = new Emitter().map("values", 2, 4, 4, 5, 0);
    Assembler each = Emitter.asm();
    each.load(Size.W, R5, R3, 0).load(Size.DW, R3, R4, 0).alu(AluOp.ADD, R3, R5);
    each.store(Size.DW, R4, 0, R3).mov(R0, 0).exit();
    Emitter.Program check = object.program("check");
    check.asm.store(Size.DW, R10, -8, 0).loadMap(R1, "values").loadFunction(R2, "each");
    check.frame(R3, -8).asm.mov(R4, 0).call(164).load(Size.DW, R1, R10, -8);
    check.asm.alu(AluOp.MUL, R0, 1000).alu(AluOp.ADD, R0, R1);
    check.asm.exit();
    check.end();
    int pointer = object.object.types().pointer(0);
    return object
        .function("each", Function.Linkage.STATIC, each.build(), pointer, pointer, pointer, pointer)
        .build();
  }

  /** Events of 16 bytes, discarded for user 0; the verdict is how much is waiting. */
  private static BpfObject ring() {
    Emitter object = new Emitter();
    object.object.map("events", MapDefinition.ringBuffer(4096));
    Emitter.Program check = object.program("check");
    Label full = check.asm.label("full");
    Label discard = check.asm.label("discard");
    Label done = check.asm.label("done");
    check.load(R8, Event.UID).asm.loadMap(R1, "events").mov(R2, 16).mov(R3, 0).call(131);
    check.asm.jumpIf(Condition.EQ, R0, 0, full).store(Size.DW, R0, 0, R8);
    check.asm.store(Size.DW, R0, 8, 1).mov(R1, R0).mov(R2, 0);
    check.asm.jumpIf(Condition.EQ, R8, 0, discard).call(132).jump(done).bind(discard).call(133);
    check.asm.bind(done).loadMap(R1, "events").mov(R2, 0).call(134).exit().bind(full);
    check.verdict(-1).end();
    return object.build();
  }

  private static BpfObject reserve(int size) {
    Emitter object = new Emitter();
    object.object.map("events", MapDefinition.ringBuffer(4096));
    Emitter.Program check = object.program("check");
    Label full = check.asm.label("full");
    check.asm.loadMap(R1, "events").mov(R2, size).mov(R3, 0).call(131);
    check.asm.jumpIf(Condition.EQ, R0, 0, full).mov(R1, R0).mov(R2, 0).call(132);
    check.asm.loadMap(R1, "events").mov(R2, 0).call(134).exit().bind(full);
    check.verdict(-1).end();
    return object.build();
  }

  /** Writes 8 bytes at flags into a record of 16; the answer to the write is the verdict. */
  private static BpfObject dynptr() {
    Emitter object = new Emitter();
    object.object.map("events", MapDefinition.ringBuffer(4096));
    Emitter.Program check = object.program("check");
    check.asm.store(Size.DW, R10, -24, 7).loadMap(R1, "events").mov(R2, 16).mov(R3, 0);
    check.frame(R4, -16).asm.call(198);
    check.frame(R1, -16).load(R2, Event.FLAGS).frame(R3, -24);
    check.asm.mov(R4, 8).mov(R5, 0).call(202).mov(R8, R0);
    check.frame(R1, -16).asm.mov(R2, 0).call(199).mov(R0, R8);
    check.asm.exit();
    check.end();
    return object.build();
  }
}
