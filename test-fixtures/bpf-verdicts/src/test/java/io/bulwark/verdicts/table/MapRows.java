package io.bulwark.verdicts.table;

import static io.bulwark.bpf.isa.Register.*;
import static io.bulwark.verdicts.table.KernelBackend.u32;

import io.bulwark.bpf.btf.MapDefinition;
import io.bulwark.bpf.btf.MapDefinition.Shape;
import io.bulwark.bpf.btf.MapTypes;
import io.bulwark.bpf.isa.AluOp;
import io.bulwark.bpf.isa.Condition;
import io.bulwark.bpf.isa.Label;
import io.bulwark.bpf.isa.Size;
import io.bulwark.bpf.object.BpfObject;
import java.util.ArrayList;
import java.util.List;

/** Policies that keep and look up: allow lists, networks, limits, the maps' own errors. */
final class MapRows {
  private static final int EPERM = -1;

  private MapRows() {}

  static List<VerdictCase> rows() {
    List<VerdictCase> rows = new ArrayList<>();
    Event none = Event.NONE;
    for (int type : new int[] {1, 5, 9}) {
      VerdictCase users =
          VerdictCase.of("allowed users, map type " + type, () -> allowed(type))
              .prepared(map -> {
                map.update("users", u32(1000), u32(1));
                map.update("users", u32(1001), u32(0));
              });
      rows.add(users.named("listed").on(none.uid(1000), 0));
      rows.add(users.named("listed and switched off").on(none.uid(1001), EPERM));
      rows.add(users.named("not listed").on(none.uid(0), EPERM));
    }
    VerdictCase networks =
        VerdictCase.of("denied networks", MapRows::networks)
            .prepared(map -> {
              map.update("nets", prefix(8, 10, 0, 0, 0), u32(-13));
              map.update("nets", prefix(16, 10, 1, 0, 0), u32(0));
              map.update("nets", prefix(32, 10, 1, 2, 3), u32(-1));
            });
    rows.add(networks.named("outside").on(none.ip(0xc0a80001), 0));
    rows.add(networks.named("network").on(none.ip(0x0a020304), -13));
    rows.add(networks.named("exception").on(none.ip(0x0a010101), 0));
    rows.add(networks.named("host").on(none.ip(0x0a010203), -1));
    rows.add(
        VerdictCase.of("three events a user", MapRows::limit)
            .on(none.uid(1), 0)
            .on(none.uid(1), 0)
            .on(none.uid(2), 0)
            .on(none.uid(1), 0)
            .on(none.uid(1), EPERM)
            .on(none.uid(2), 0));
    VerdictCase threshold =
        VerdictCase.of("limit per CPU", MapRows::perCpu)
            .prepared(map -> map.update("limits", u32(1), u32(5)));
    rows.add(threshold.named("below").on(none.flags(4), 0));
    rows.add(threshold.named("above").on(none.flags(6), EPERM));
    for (int[] row :
        new int[][] {{0, 0, 0}, {1, 1, -17}, {2, 2, -2}, {3, 0, -2}, {4, 0, -7}, {5, 3, -22}}) {
      rows.add(
          VerdictCase.of("map errors " + row[0], () -> errors(row[0], row[1])).on(none, row[2]));
    }
    rows.add(
        VerdictCase.of("queue", () -> queue(22))
            .on(none.uid(7), 7)
            .on(none.uid(8), 7)
            .on(none, 8)
            .on(none, 0));
    rows.add(
        VerdictCase.of("stack", () -> queue(23))
            .on(none.uid(7), 7)
            .on(none.uid(8), 8)
            .on(none, 7)
            .on(none, 0));
    VerdictCase inner =
        VerdictCase.of("rules of a container", MapRows::inner)
            .prepared(map -> {
              map.update("rules", u32(443), u32(-13));
              map.inner("containers", u32(2), "rules");
            });
    rows.add(inner.named("no rules").on(none.uid(1).flags(443), 0));
    rows.add(inner.named("no such container").on(none.uid(9).flags(443), 0));
    rows.add(inner.named("denied").on(none.uid(2).flags(443), -13));
    rows.add(inner.named("allowed").on(none.uid(2).flags(80), 0));
    return rows;
  }

  private static byte[] prefix(int length, int a, int b, int c, int d) {
    return new byte[] {(byte) length, 0, 0, 0, (byte) a, (byte) b, (byte) c, (byte) d};
  }

  private static BpfObject allowed(int type) {
    Emitter object = new Emitter().map("users", type, 4, 4, 16, 0);
    Emitter.Program check = object.program("check");
    Label deny = check.asm.label("deny");
    check.load(R1, Event.UID).spill(-4, R1).lookup("users", -4);
    check.asm.jumpIf(Condition.EQ, R0, 0, deny).load(Size.W, R1, R0, 0);
    check.asm.jumpIf(Condition.EQ, R1, 0, deny);
    check.verdict(0).asm.bind(deny);
    check.verdict(EPERM).end();
    return object.build();
  }

  private static BpfObject networks() {
    Emitter object = new Emitter().map("nets", 11, 8, 4, 16, 1);
    Emitter.Program check = object.program("check");
    Label allow = check.asm.label("allow");
    check.load(R1, Event.IP).spill(-4, R1).spill(-8, 32).lookup("nets", -8);
    check.asm.jumpIf(Condition.EQ, R0, 0, allow).load(Size.W, R0, R0, 0).exit().bind(allow);
    check.verdict(0).end();
    return object.build();
  }

  private static BpfObject limit() {
    Emitter object = new Emitter().map("counts", 1, 4, 4, 16, 0);
    Emitter.Program check = object.program("check");
    Label fresh = check.asm.label("fresh");
    Label deny = check.asm.label("deny");
    check.load(R1, Event.UID).spill(-4, R1).spill(-8, 1).lookup("counts", -4);
    check.asm.jumpIf(Condition.EQ, R0, 0, fresh);
    check.asm.load(Size.W, R1, R0, 0).alu(AluOp.ADD, R1, 1).store(Size.W, R0, 0, R1);
    check.asm.jumpIf(Condition.GT, R1, 3, deny);
    check.verdict(0).asm.bind(fresh);
    check.update("counts", -4, -8, 1).asm.exit();
    check.asm.bind(deny);
    check.verdict(EPERM).end();
    return object.build();
  }

  private static BpfObject perCpu() {
    Emitter object = new Emitter().map("limits", 6, 4, 4, 2, 0);
    Emitter.Program check = object.program("check");
    Label deny = check.asm.label("deny");
    check.spill(-4, 1).lookup("limits", -4).asm.jumpIf(Condition.EQ, R0, 0, deny);
    check.asm.load(Size.W, R2, R0, 0);
    check.load(R1, Event.FLAGS).asm.jumpIf(Condition.GT, R1, R2, deny);
    check.verdict(0).asm.bind(deny);
    check.verdict(EPERM).end();
    return object.build();
  }

  /** What is put into a map with room for one, or taken out; the result is the verdict. */
  private static BpfObject errors(int kind, int flags) {
    Emitter object = new Emitter().map("one", 1, 4, 4, 1, 0);
    Emitter.Program check = object.program("check");
    check.spill(-4, 1).spill(-8, 2).spill(-12, 7);
    boolean there = kind == 1 || kind == 4;
    if (there) {
      check.update("one", -4, -12, 0);
    }
    if (kind == 3) {
      check.asm.loadMap(R1, "one");
      check.frame(R2, -4).asm.call(3);
    } else {
      check.update("one", kind == 4 ? -8 : -4, -12, flags);
    }
    check.asm.exit();
    check.end();
    return object.build();
  }

  /** Pushes a user other than 0, pops for 0; then the next in line is the verdict. */
  private static BpfObject queue(int type) {
    Emitter object = new Emitter().map("queue", type, 0, 4, 4, 0);
    Emitter.Program check = object.program("check");
    Label pop = check.asm.label("pop");
    Label peek = check.asm.label("peek");
    check.load(R8, Event.UID).spill(-4, R8).asm.jumpIf(Condition.EQ, R8, 0, pop);
    check.asm.loadMap(R1, "queue");
    check.frame(R2, -4).asm.mov(R3, 0).call(87).jump(peek).bind(pop).loadMap(R1, "queue");
    check.frame(R2, -4).asm.call(88).bind(peek).loadMap(R1, "queue");
    check.frame(R2, -4).asm.call(89).load(Size.W, R0, R10, -4);
    check.asm.exit();
    check.end();
    return object.build();
  }

  private static BpfObject inner() {
    Emitter object = new Emitter().map("rules", 1, 4, 4, 4, 0);
    MapDefinition rules = MapDefinition.of(1, new Shape.Size(4), new Shape.Size(4), 4);
    int struct = MapTypes.add(object.object.types(), "inner", rules);
    MapDefinition outer = MapDefinition.of(12, new Shape.Size(4), new Shape.Size(4), 4);
    object.object.map("containers", outer.withInner(struct));
    Emitter.Program check = object.program("check");
    Label allow = check.asm.label("allow");
    check.load(R1, Event.UID).spill(-4, R1).load(R1, Event.FLAGS).spill(-8, R1);
    check.lookup("containers", -4).asm.jumpIf(Condition.EQ, R0, 0, allow).mov(R1, R0);
    check.frame(R2, -8).asm.call(1).jumpIf(Condition.EQ, R0, 0, allow);
    check.asm.load(Size.W, R0, R0, 0).exit().bind(allow);
    check.verdict(0).end();
    return object.build();
  }
}
