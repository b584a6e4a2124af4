package io.bulwark.bpf.object;

import static io.bulwark.bpf.isa.Register.R0;
import static io.bulwark.bpf.isa.Register.R1;
import static io.bulwark.bpf.isa.Register.R2;
import static org.assertj.core.api.Assertions.assertThat;

import io.bulwark.bpf.isa.AluOp;
import io.bulwark.bpf.isa.AtomicOp;
import io.bulwark.bpf.isa.Code;
import io.bulwark.bpf.isa.Condition;
import io.bulwark.bpf.isa.Constant;
import io.bulwark.bpf.isa.Disassembler;
import io.bulwark.bpf.isa.EndianOp;
import io.bulwark.bpf.isa.Instruction;
import io.bulwark.bpf.isa.Operand;
import io.bulwark.bpf.isa.Size;
import io.bulwark.fixtures.Golden;
import io.bulwark.fixtures.Tool;
import io.bulwark.fixtures.Upstream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every instruction in every shape, printed, against a golden file and against LLVM. */
class EveryInstructionTest {
  private static final Operand REGISTER = Operand.of(R2);

  @TempDir Path folder;

  /** Those that the tools of 2022 know: ISA v3. */
  private static List<Instruction> old() {
    List<Instruction> all = new ArrayList<>();
    for (boolean wide : new boolean[] {true, false}) {
      for (AluOp op : AluOp.values()) {
        if (op != AluOp.SDIV && op != AluOp.SMOD) {
          all.add(new Instruction.Alu(op, wide, R1, REGISTER));
          all.add(new Instruction.Alu(op, wide, R1, Operand.of(-7)));
        }
      }
      all.add(new Instruction.Negate(wide, R1));
      for (Condition condition : Condition.values()) {
        all.add(new Instruction.JumpIf(condition, wide, R1, REGISTER, 0));
        all.add(new Instruction.JumpIf(condition, wide, R1, Operand.of(9), 0));
      }
      for (AtomicOp op : AtomicOp.values()) {
        all.add(new Instruction.Atomic(op, wide, R1, -8, R2));
      }
    }
    for (int bits : new int[] {16, 32, 64}) {
      all.add(new Instruction.Endian(EndianOp.LE, bits, R1));
      all.add(new Instruction.Endian(EndianOp.BE, bits, R1));
    }
    for (Size size : Size.values()) {
      all.add(new Instruction.Load(size, false, R1, R2, 12));
      all.add(new Instruction.Load(size, false, R1, R2, -12));
      all.add(new Instruction.Store(size, R1, 0, REGISTER));
      all.add(new Instruction.Store(size, R1, 4, Operand.of(-1)));
      if (size != Size.DW) {
        all.add(new Instruction.LoadPacket(size, null, 14));
      }
    }
    all.add(new Instruction.LoadImm64(R1, new Constant.Number(0x123456789abcdefL)));
    all.add(new Instruction.Jump(0, false));
    all.add(new Instruction.CallHelper(5));
    all.add(new Instruction.Exit());
    return all;
  }

  private static List<Instruction> recent() {
    List<Instruction> all = new ArrayList<>();
    for (boolean wide : new boolean[] {true, false}) {
      for (int bits : new int[] {8, 16, 32}) {
        if (wide || bits < 32) {
          all.add(new Instruction.MoveSignExtended(wide, bits, R1, R2));
        }
      }
      for (AluOp op : List.of(AluOp.SDIV, AluOp.SMOD)) {
        all.add(new Instruction.Alu(op, wide, R1, REGISTER));
        all.add(new Instruction.Alu(op, wide, R1, Operand.of(3)));
      }
    }
    for (int bits : new int[] {16, 32, 64}) {
      all.add(new Instruction.Endian(EndianOp.BSWAP, bits, R1));
    }
    for (Size size : List.of(Size.B, Size.H, Size.W)) {
      all.add(new Instruction.Load(size, true, R1, R2, 4));
      all.add(new Instruction.LoadPacket(size, R2, 14));
    }
    all.add(new Instruction.Jump(0, true));
    all.add(new Instruction.LoadImm64(R1, new Constant.MapByFd(4)));
    all.add(new Instruction.LoadImm64(R1, new Constant.MapValueByFd(4, 16)));
    all.add(new Instruction.LoadImm64(R1, new Constant.KernelVariable(77, 0)));
    all.add(new Instruction.LoadImm64(R1, new Constant.MapByIndex(1)));
    all.add(new Instruction.LoadImm64(R1, new Constant.MapValueByIndex(1, 8)));
    all.add(new Instruction.CallKfunc(1234, 0));
    all.add(new Instruction.CallRegister(R0));
    return all;
  }

  @Test
  void everyShapePrintsAsInTheGoldenFile() {
    StringBuilder text = new StringBuilder();
    old().forEach(each -> text.append(Disassembler.print(each)).append('\n'));
    recent().forEach(each -> text.append(Disassembler.print(each)).append('\n'));
    Golden.check(Upstream.fixtures().resolve("expected/bpf/instructions.txt"), text.toString());
  }

  @Test
  void llvmPrintsTheSame() throws IOException {
    Tool objdump = Tool.require("llvm-objdump");
    ObjectBuilder object = new ObjectBuilder("GPL");
    Code code = Code.ofInstructions(old());
    object.program("everything", "socket", code);
    Path file = folder.resolve("every.o");
    Files.write(file, ObjectWriter.write(object.build()));
    // two dialects: without alu32 it names 64-bit registers in 32-bit loads, stores and atomics
    List<String> theirs = llvm(objdump, file, "-alu32");
    List<String> others = llvm(objdump, file, "+alu32");
    assertThat(theirs).hasSize(code.size());
    int unknown = 0;
    for (int index = 0; index < code.size(); index++) {
      String ours = Disassembler.print(code.instruction(index));
      Set<String> known = new TreeSet<>(List.of(theirs.get(index), others.get(index)));
      known.remove("<unknown>");
      if (known.isEmpty()) {
        assertThat(ours).containsPattern("%=|if .* & |^\\*.* = -1$");
        unknown++;
      } else {
        assertThat(known.stream().map(Llvm::normal)).contains(ours);
      }
    }
    // LLVM before 16 does not know remainders, bit tests and stores of numbers
    assertThat(unknown).isLessThanOrEqualTo(12);
  }

  private static List<String> llvm(Tool objdump, Path file, String feature) {
    return Llvm.function(
        objdump.run("-d", "--mattr=" + feature, "--no-show-raw-insn", file.toString()),
        "everything");
  }
}
