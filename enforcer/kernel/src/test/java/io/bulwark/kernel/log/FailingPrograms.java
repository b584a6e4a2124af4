package io.bulwark.kernel.log;

import static io.bulwark.bpf.isa.Register.FP;
import static io.bulwark.bpf.isa.Register.R0;
import static io.bulwark.bpf.isa.Register.R1;
import static io.bulwark.bpf.isa.Register.R2;
import static io.bulwark.bpf.isa.Register.R3;
import static io.bulwark.bpf.isa.Register.R4;
import static io.bulwark.bpf.isa.Register.R5;
import static io.bulwark.bpf.isa.Register.R6;
import static io.bulwark.bpf.isa.Register.R7;

import io.bulwark.bpf.isa.AluOp;
import io.bulwark.bpf.isa.Assembler;
import io.bulwark.bpf.isa.Condition;
import io.bulwark.bpf.isa.Constant;
import io.bulwark.bpf.isa.Instruction;
import io.bulwark.bpf.isa.IsaLevel;
import io.bulwark.bpf.isa.Label;
import io.bulwark.bpf.isa.Size;
import io.bulwark.kernel.load.KernelMap;
import io.bulwark.kernel.load.Libbpf;
import io.bulwark.kernel.load.LoadOutcome;
import io.bulwark.kernel.load.MapSpec;
import io.bulwark.kernel.load.MapType;
import io.bulwark.kernel.load.ProgramType;
import io.bulwark.kernel.load.RawProgram;
import java.util.List;

/** Programs that no kernel takes, each with the slot that it goes wrong at. */
final class FailingPrograms {
  /**
   * One of them.
   *
   * @param slot of the instruction that every kernel should stop at; -1 where kernels differ
   */
  record Failing(String name, int slot, Assembler code) {
    byte[] bytes() {
      return code.build().encode();
    }
  }

  private FailingPrograms() {}

  private static Assembler code() {
    return new Assembler(IsaLevel.V4);
  }

  private static Assembler map(int index) {
    return map(code(), index);
  }

  private static Assembler map(Assembler code, int index) {
    return code.add(new Instruction.LoadImm64(R1, new Constant.MapByIndex(index)));
  }

  private static Assembler lookup() {
    return map(code().store(Size.W, FP, -4, 0).mov(R2, FP).alu(AluOp.ADD, R2, -4), 1).call(1);
  }

  static List<Failing> all() {
    return List.of(
        new Failing("no-result", 1, code().mov(R1, 0).exit()),
        new Failing("number-as-pointer", 1, code().mov(R2, 7).load(Size.DW, R0, R2, 0).exit()),
        new Failing("unchecked-lookup", 6, lookup().load(Size.DW, R0, R0, 0).exit()),
        new Failing("unbounded-index", -1, unboundedIndex()),
        new Failing("value-overrun", 8, checkedLookup().load(Size.DW, R0, R0, 60).exit()),
        new Failing("unchecked-record", 5, reserve().store(Size.DW, R0, 0, 1).mov(R0, 0).exit()),
        new Failing("leaked-record", -1, leak()),
        new Failing("record-overrun", 7, reserved(16)),
        new Failing("record-after-submit", 11, afterSubmit()),
        new Failing("packet-overrun", -1, packet()),
        new Failing("endless-loop", -1, endless()),
        new Failing("unreachable", 1, code().exit().mov(R0, 0).exit()),
        new Failing("stack-overflow", 0, code().store(Size.DW, FP, -520, 0).mov(R0, 0).exit()),
        new Failing("frame-pointer", 0, code().mov(FP, R1).mov(R0, 0).exit()),
        new Failing("unknown-function", 0, code().call(9_999).exit()),
        new Failing("function-not-here", 0, code().call(186).exit()),
        new Failing("lost-argument", 1, code().call(5).mov(R0, R3).exit()),
        new Failing("context-write", 1, code().mov(R0, 0).store(Size.W, R1, 0, R0).exit()),
        new Failing("shift-too-far", 1, code().mov(R0, 1).alu(AluOp.LSH, R0, 64).exit()));
  }

  private static Assembler checkedLookup() {
    Assembler code = lookup();
    Label there = code.label("there");
    return code.jumpIf(Condition.NE, R0, 0, there).exit().bind(there);
  }

  private static Assembler unboundedIndex() {
    return checkedLookup()
        .load(Size.DW, R3, R0, 0)
        .alu(AluOp.ADD, R0, R3)
        .load(Size.B, R0, R0, 0)
        .exit();
  }

  private static Assembler reserve() {
    return map(0).mov(R2, 16).mov(R3, 0).call(131);
  }

  private static Assembler leak() {
    Assembler code = reserve();
    Label out = code.label("out");
    return code.jumpIf(Condition.EQ, R0, 0, out).bind(out).mov(R0, 0).exit();
  }

  private static Assembler reserved(int offset) {
    Assembler code = reserve();
    Label got = code.label("got");
    return code.jumpIf(Condition.NE, R0, 0, got)
        .exit()
        .bind(got)
        .store(Size.DW, R0, offset, 1)
        .mov(R1, R0)
        .mov(R2, 0)
        .call(132)
        .mov(R0, 0)
        .exit();
  }

  private static Assembler afterSubmit() {
    Assembler code = reserve();
    Label got = code.label("got");
    return code.jumpIf(Condition.NE, R0, 0, got)
        .exit()
        .bind(got)
        .mov(R6, R0)
        .mov(R1, R0)
        .mov(R2, 0)
        .call(132)
        .store(Size.DW, R6, 0, 1)
        .mov(R0, 0)
        .exit();
  }

  private static Assembler packet() {
    return code().load(Size.W, R4, R1, 0).load(Size.W, R5, R1, 4).load(Size.B, R0, R4, 14).exit();
  }

  private static Assembler endless() {
    Assembler code = code();
    Label again = code.label("again");
    return code.mov(R7, 0).bind(again).jumpIf(Condition.EQ, R7, 0, again).mov(R0, 0).exit();
  }

  /** What this kernel says about one of them. */
  static VerifierLog reject(Libbpf libbpf, Failing failing) {
    try (KernelMap ring = MapSpec.ring("ring", 4096).create(libbpf);
        KernelMap values = MapSpec.of(MapType.HASH, "values", 4, 64, 4).create(libbpf)) {
      RawProgram program =
          RawProgram.of(ProgramType.XDP, failing.bytes(), "GPL").withMaps(ring, values);
      return switch (program.tryLoad(libbpf)) {
        case LoadOutcome.Rejected(var _, VerifierLog log) -> log;
        case LoadOutcome.Loaded(var loaded, VerifierLog _) -> {
          loaded.close();
          throw new AssertionError(failing.name() + " was accepted");
        }
      };
    }
  }
}
