package io.bulwark.verdicts.table;

import static io.bulwark.bpf.isa.Register.*;

import io.bulwark.bpf.isa.AluOp;
import io.bulwark.bpf.isa.Condition;
import io.bulwark.bpf.isa.Label;
import io.bulwark.bpf.isa.Size;
import io.bulwark.bpf.object.BpfObject;
import java.util.List;

/** Policies about paths and other text, and the functions for it. */
final class TextRows {
  private static final int EACCES = -13;

  private TextRows() {}

  static List<VerdictCase> rows() {
    VerdictCase exact = VerdictCase.of("one path", () -> path(12));
    VerdictCase prefix = VerdictCase.of("below a folder", () -> path(5));
    VerdictCase depth = VerdictCase.of("depth of a path", TextRows::depth);
    VerdictCase order = VerdictCase.of("order of texts", TextRows::order);
    Event none = Event.NONE;
    return List.of(
        exact.named("it").on(none.path("/etc/shadow"), EACCES),
        exact.named("its neighbour").on(none.path("/etc/shadow-"), 0),
        exact.named("shorter").on(none.path("/etc/shado"), 0),
        exact.named("other").on(none.path("/tmp/x"), 0),
        exact.named("empty").on(none, 0),
        prefix.named("in it").on(none.path("/etc/hosts"), EACCES),
        prefix.named("folder alone").on(none.path("/etc"), 0),
        prefix.named("other folder").on(none.path("/etcetera"), 0),
        order.named("less").on(none.path("/etc/a"), -1),
        order.named("equal").on(none.path("/etc/m"), 0),
        order.named("greater").on(none.path("/etc/z"), 1),
        order.named("above 127").on(none.path("/etc/\u00e9"), 1),
        depth.named("flat").on(none.path("/x"), 1),
        depth.named("deep").on(none.path("/a/b/c/d/e/f"), 6),
        depth.named("none").on(none.path("relative"), 0),
        VerdictCase.of("formatted", TextRows::format).on(none.uid(42), 7).on(none.uid(-1), 15),
        VerdictCase.of("bad pointer", TextRows::badPointer).on(none, -34),
        VerdictCase.of("good pointer", TextRows::goodPointer).on(none.uid(77), 77));
  }

  private static BpfObject path(int length) {
    Emitter object = new Emitter().text("secret", "/etc/shadow");
    Emitter.Program check = object.program("check");
    Label allow = check.asm.label("allow");
    check.copy(Event.PATH, Event.PATH_SIZE, -64).frame(R1, -64);
    check.asm.mov(R2, length).loadVariable(R3, "secret").call(182);
    check.asm.jumpIf(Condition.NE, R0, 0, allow);
    check.verdict(EACCES).asm.bind(allow);
    check.verdict(0).end();
    return object.build();
  }

  private static BpfObject order() {
    Emitter object = new Emitter().text("middle", "/etc/m");
    Emitter.Program check = object.program("check");
    check.copy(Event.PATH, Event.PATH_SIZE, -64).frame(R1, -64);
    check.asm.mov(R2, 64).loadVariable(R3, "middle").call(182);
    check.asm.exit();
    check.end();
    return object.build();
  }

  /** Counts slashes with a bounded loop over the packet. */
  private static BpfObject depth() {
    Emitter object = new Emitter();
    Emitter.Program check = object.program("check");
    Label next = check.asm.label("next");
    Label other = check.asm.label("other");
    check.asm.mov(R0, 0).mov(R8, 0).bind(next).mov(R1, R6).alu(AluOp.ADD, R1, R8);
    check.asm.load(Size.B, R2, R1, Event.PATH).jumpIf(Condition.NE, R2, '/', other);
    check.asm.alu(AluOp.ADD, R0, 1).bind(other).alu(AluOp.ADD, R8, 1);
    check.asm.jumpIf(Condition.LT, R8, Event.PATH_SIZE, next);
    check.asm.exit();
    check.end();
    return object.build();
  }

  private static BpfObject format() {
    Emitter object = new Emitter().text("format", "uid=%u");
    Emitter.Program check = object.program("check");
    check.load(R1, Event.UID).asm.store(Size.DW, R10, -8, R1);
    check.asm.store(Size.DW, R10, -24, 0).store(Size.DW, R10, -16, 0);
    check.frame(R1, -24).asm.mov(R2, 16).loadVariable(R3, "format");
    check.frame(R4, -8).asm.mov(R5, 8).call(165);
    check.asm.exit();
    check.end();
    return object.build();
  }

  private static BpfObject badPointer() {
    Emitter object = new Emitter();
    Emitter.Program check = object.program("check");
    check.frame(R1, -8).asm.mov(R2, 8).mov(R3, 16).call(113);
    check.asm.exit();
    check.end();
    return object.build();
  }

  /** Reads what it has stored in a map value, through a pointer that is only a number. */
  private static BpfObject goodPointer() {
    Emitter object = new Emitter().map("cell", 2, 4, 8, 1, 0);
    Emitter.Program check = object.program("check");
    Label none = check.asm.label("none");
    check.spill(-4, 0).lookup("cell", -4).asm.jumpIf(Condition.EQ, R0, 0, none);
    check.load(R1, Event.UID).asm.store(Size.DW, R0, 0, R1).mov(R3, R0);
    check.frame(R1, -16).asm.mov(R2, 8).call(113).load(Size.DW, R0, R10, -16).exit().bind(none);
    check.verdict(-2).end();
    return object.build();
  }
}
