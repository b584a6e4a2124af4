package io.bulwark.bpfconformance.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.bulwark.bpf.isa.AluOp;
import io.bulwark.bpf.isa.Assembler;
import io.bulwark.bpf.isa.Code;
import io.bulwark.bpf.isa.Constant;
import io.bulwark.bpf.isa.Instruction;
import io.bulwark.bpf.isa.IsaLevel;
import io.bulwark.bpf.isa.Register;
import io.bulwark.bpf.isa.Size;
import io.bulwark.kernel.load.Libbpf;
import io.bulwark.vm.verify.helper.Argument;
import io.bulwark.vm.verify.helper.Helpers;
import io.bulwark.vm.verify.helper.MapUse;
import io.bulwark.vm.verify.helper.Prototype;
import io.bulwark.vm.verify.helper.Result;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * Every function of the catalogue that needs no kernel structure, callback or record, called
 * rightly by every program type: who may call it, and with what.
 */
class PrototypesTest {
  private static final int BUFFER = -64;

  @Test
  void everyFunctionThatWeAllowLoads() {
    Libbpf libbpf = Oracle.require("prototypes of functions against the kernel");
    Comparison comparison = new Comparison(libbpf);
    int calls = 0;
    for (Setting setting : Setting.values()) {
      try (Maps maps = Maps.inKernel(libbpf)) {
        for (Prototype prototype : Helpers.all()) {
          Optional<Code> code = program(prototype, maps);
          if (code.isPresent()) {
            calls++;
            comparison.compare(prototype + ", " + setting, code.get(), setting, maps);
          }
        }
      }
    }
    System.out.println("prototypes: " + comparison.report());
    assertThat(comparison.wrong()).isEmpty();
    assertThat(calls).isGreaterThan(120);
    assertThat(comparison.accepted()).isGreaterThan(80);
  }

  /** A program that calls the function once; empty if it takes more than this test has. */
  private static Optional<Code> program(Prototype prototype, Maps maps) {
    if (prototype.result() == Result.RECORD_OR_NULL
        || prototype.result() == Result.TASK
        || prototype.result() == Result.SOCKET_OR_NULL) {
      return Optional.empty();
    }
    Assembler asm = new Assembler(IsaLevel.V3);
    asm.mov(Register.R6, Register.R1);
    for (int offset = BUFFER; offset < 0; offset += 8) {
      asm.store(Size.DW, Register.FP, offset, 0);
    }
    for (int at = 0; at < prototype.arguments().size(); at++) {
      Register register = Register.values()[at + 1];
      if (!pass(asm, register, prototype, prototype.arguments().get(at), maps)) {
        return Optional.empty();
      }
    }
    return Optional.of(asm.call(prototype.id()).mov(Register.R0, 0).exit().build());
  }

  private static boolean pass(
      Assembler asm, Register register, Prototype prototype, Argument argument, Maps maps) {
    return switch (argument) {
      case Argument.Number _, Argument.Address _ -> done(asm.mov(register, 1));
      case Argument.Context _ -> done(asm.mov(register, Register.R6));
      case Argument.Map _ -> map(asm, register, prototype, maps);
      case Argument.Key _ -> done(stack(asm, register, -8));
      case Argument.MapValue _,
          Argument.MapValueOut _,
          Argument.Read _,
          Argument.Write _,
          Argument.LongOut _ ->
          done(stack(asm, register, BUFFER));
      case Argument.Size _ -> done(asm.mov(register, 8));
      case Argument.ConstantString _ ->
          done(
              asm.add(
                  new Instruction.LoadImm64(
                      register, new Constant.MapValueByFd(maps.constants(), 0))));
      case Argument.RecordSize _,
          Argument.Release _,
          Argument.Structure _,
          Argument.Callback _,
          Argument.CallbackContext _ ->
          false;
    };
  }

  private static boolean done(Assembler written) {
    return !written.isEmpty();
  }

  private static Assembler stack(Assembler asm, Register register, int offset) {
    return asm.mov(register, Register.FP).alu(AluOp.ADD, register, offset);
  }

  private static boolean map(Assembler asm, Register register, Prototype prototype, Maps maps) {
    return maps.shapes().entrySet().stream()
        .filter(each -> !each.getValue().readOnly())
        .filter(each -> MapUse.allows(prototype.id(), each.getValue().kind()))
        .map(Map.Entry::getKey)
        .findFirst()
        .map(fd -> done(asm.add(new Instruction.LoadImm64(register, new Constant.MapByFd(fd)))))
        .orElse(false);
  }
}
