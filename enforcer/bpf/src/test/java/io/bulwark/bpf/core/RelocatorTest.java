package io.bulwark.bpf.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.bulwark.bpf.btf.Btf;
import io.bulwark.bpf.btf.BtfBuilder;
import io.bulwark.bpf.btf.BtfType;
import io.bulwark.bpf.btf.BtfType.Encoding;
import io.bulwark.bpf.btf.BtfType.Enumerator;
import io.bulwark.bpf.btf.BtfType.Member;
import io.bulwark.bpf.core.Need.Outcome;
import io.bulwark.bpf.core.Resolution.Problem;
import io.bulwark.bpf.isa.AluOp;
import io.bulwark.bpf.isa.AtomicOp;
import io.bulwark.bpf.isa.Code;
import io.bulwark.bpf.isa.Condition;
import io.bulwark.bpf.isa.Constant;
import io.bulwark.bpf.isa.CoreKind;
import io.bulwark.bpf.isa.CoreRelocation;
import io.bulwark.bpf.isa.Instruction;
import io.bulwark.bpf.isa.Metadata;
import io.bulwark.bpf.isa.Operand;
import io.bulwark.bpf.isa.Register;
import io.bulwark.bpf.isa.Size;
import io.bulwark.bpf.isa.SourceLine;
import io.bulwark.bpf.isa.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;

class RelocatorTest {
  private static final CoreRelocation GROWN = offset("0:0");
  private static final CoreRelocation SIGNED = offset("0:1");
  private static final CoreRelocation FAR = offset("0:2");
  private static final CoreRelocation POINTER = offset("0:3");
  private static final CoreRelocation GONE = offset("0:4");
  private static final CoreRelocation SHRUNK = offset("0:5");
  private static final CoreRelocation WIDE = new CoreRelocation(CoreKind.ENUM_VALUE, 8, "0");

  private static final Btf LOCAL = local();
  private static final Btf TARGET = target();
  private static final Relocator RELOCATOR =
      new Relocator(new CoreResolver(LOCAL, Target.of(TARGET)));

  private static CoreRelocation offset(String access) {
    return new CoreRelocation(CoreKind.FIELD_BYTE_OFFSET, 1, access);
  }

  private static Btf local() {
    var btf = new BtfBuilder();
    int file = btf.reserve();
    int u32 = btf.integer("u32", 4, Encoding.UNSIGNED);
    int s32 = btf.integer("s32", 4, Encoding.SIGNED);
    int u64 = btf.integer("u64", 8, Encoding.UNSIGNED);
    int pointer = btf.pointer(file);
    btf.define(
        file,
        new BtfType.Struct(
            "file",
            40,
            List.of(
                Member.at(0, "grown", u32),
                Member.at(4, "signed_one", s32),
                Member.at(8, "far", u32),
                Member.at(16, "pointer", pointer),
                Member.at(24, "gone", u32),
                Member.at(32, "shrunk", u64))));
    btf.add(new BtfType.Float("double", 8));
    btf.add(new BtfType.Fwd("x", false));
    int wide = btf.add(new BtfType.Enum64("wide", 8, false, List.of(new Enumerator("VALUE", 1))));
    assertThat(wide).isEqualTo(8);
    return btf.build();
  }

  private static Btf target() {
    var btf = new BtfBuilder();
    int u16 = btf.integer("u16", 2, Encoding.UNSIGNED);
    int u32 = btf.integer("u32", 4, Encoding.UNSIGNED);
    int u64 = btf.integer("u64", 8, Encoding.UNSIGNED);
    int s64 = btf.integer("s64", 8, Encoding.SIGNED);
    int gap = btf.array(u64, 4_096);
    btf.add(
        new BtfType.Struct(
            "file",
            32_824,
            List.of(
                Member.at(0, "shrunk", u16),
                Member.at(8, "pointer", btf.pointer(u32)),
                Member.at(16, "grown", u64),
                Member.at(24, "signed_one", s64),
                Member.at(32, "gap", gap),
                Member.at(32_800, "far", u32))));
    btf.add(new BtfType.Enum64("wide", 8, false, List.of(new Enumerator("VALUE", 1L << 40))));
    return btf.build();
  }

  private static Instruction load(Size size, int offset) {
    return new Instruction.Load(size, false, Register.R1, Register.R2, offset);
  }

  private static Instruction move(boolean wide, int number) {
    return new Instruction.Alu(AluOp.MOV, wide, Register.R1, Operand.of(number));
  }

  private static Instruction constant(long number) {
    return new Instruction.LoadImm64(Register.R1, new Constant.Number(number));
  }

  private static Need relocated(Instruction instruction, CoreRelocation relocation) {
    return RELOCATOR.needs(code(instruction, relocation)).getFirst();
  }

  private static Instruction patched(Instruction instruction, CoreRelocation relocation) {
    Relocated relocated = RELOCATOR.relocate(code(instruction, relocation));
    assertThat(relocated.needs()).extracting(Need::outcome).containsExactly(Outcome.RESOLVED);
    assertThat(relocated.code().metadata(0).core()).as("relocation taken off").isNull();
    return relocated.code().instruction(0);
  }

  private static Code code(Instruction instruction, CoreRelocation relocation) {
    return Code.of(
        List.of(
            new Statement(instruction, Metadata.NONE.withCore(relocation)),
            Statement.of(new Instruction.Exit())));
  }

  private static void refused(Instruction instruction, CoreRelocation relocation, String message) {
    Need need = relocated(instruction, relocation);
    assertThat(need.resolution())
        .isInstanceOfSatisfying(
            Resolution.Failure.class,
            failure -> {
              assertThat(failure.problem()).isEqualTo(Problem.INSTRUCTION);
              assertThat(failure.message()).contains(message);
            });
  }

  @Test
  void loadsAndStoresGetTheOffset() {
    assertThat(patched(load(Size.DW, 16), POINTER)).isEqualTo(load(Size.DW, 8));
    var store = new Instruction.Store(Size.DW, Register.R1, 16, Operand.of(7));
    assertThat(patched(store, POINTER))
        .isEqualTo(new Instruction.Store(Size.DW, Register.R1, 8, Operand.of(7)));
    var atomic = new Instruction.Atomic(AtomicOp.ADD, true, Register.R1, 16, Register.R2);
    assertThat(patched(atomic, POINTER))
        .isEqualTo(new Instruction.Atomic(AtomicOp.ADD, true, Register.R1, 8, Register.R2));
  }

  @Test
  void widthFollowsUnsignedIntegers() {
    assertThat(patched(load(Size.W, 0), GROWN)).isEqualTo(load(Size.DW, 16));
    assertThat(patched(load(Size.DW, 32), SHRUNK)).isEqualTo(load(Size.H, 0));
    refused(load(Size.H, 0), GROWN, "access of 2 bytes to a field of 4, which has 8");
    var atomic = new Instruction.Atomic(AtomicOp.ADD, true, Register.R1, 32, Register.R2);
    refused(atomic, SHRUNK, "no such access of 2 bytes");
  }

  @Test
  void signedIntegersOfAnotherWidthArePoisonToLoadsOnly() {
    Need need = relocated(load(Size.W, 4), SIGNED);
    assertThat(need.outcome()).isEqualTo(Outcome.POISON);
    assertThat(need.text()).contains("8 bytes instead of 4");
    assertThat(patched(move(true, 4), SIGNED)).isEqualTo(move(true, 24));
  }

  @Test
  void numbersGoIntoArithmeticAndConstants() {
    assertThat(patched(move(false, 16), POINTER)).isEqualTo(move(false, 8));
    assertThat(patched(constant(16), POINTER)).isEqualTo(constant(8));
    assertThat(patched(constant(8), FAR)).isEqualTo(constant(32_800));
    assertThat(patched(move(true, 8), FAR)).isEqualTo(move(true, 32_800));
  }

  @Test
  void whatDoesNotFitIsRefused() {
    refused(load(Size.W, 8), FAR, "offset 32800 is beyond 32767");
    refused(move(true, 1), WIDE, "does not fit into 32 bits");
    assertThat(patched(constant(1), WIDE)).isEqualTo(constant(1L << 40));
  }

  @Test
  void thePlaceholderMustBeTheLocalNumber() {
    refused(load(Size.DW, 0), POINTER, "holds 0, the program's own types say 16");
    refused(move(true, 77), POINTER, "holds 77, the program's own types say 16");
    refused(constant(77), POINTER, "holds 77, the program's own types say 16");
  }

  @Test
  void otherInstructionsTakeNoRelocation() {
    var byRegister = new Instruction.Alu(AluOp.ADD, true, Register.R1, Operand.of(Register.R2));
    refused(byRegister, POINTER, "arithmetic with a register");
    refused(new Instruction.Negate(true, Register.R1), POINTER, "takes no relocation");
    refused(new Instruction.CallHelper(1), POINTER, "takes no relocation");
    refused(
        new Instruction.LoadImm64(Register.R1, new Constant.MapByFd(3)),
        POINTER,
        "something else than a number");
  }

  @Test
  void poisonKeepsTheLayoutOfJumps() {
    Code code =
        Code.of(
            List.of(
                Statement.of(
                    new Instruction.JumpIf(Condition.EQ, true, Register.R1, Operand.of(0), 2)),
                new Statement(constant(24), Metadata.NONE.withCore(GONE)),
                Statement.of(new Instruction.Exit())));
    Relocated relocated = RELOCATOR.relocate(code);
    assertThat(relocated.missing()).hasSize(1);
    assertThat(relocated.failures()).isEmpty();
    assertThat(relocated.code().slotCount()).isEqualTo(code.slotCount());
    assertThat(relocated.code().instruction(relocated.code().target(0)))
        .isEqualTo(new Instruction.Exit());
    assertThat(relocated.code().instruction(1))
        .isEqualTo(relocated.code().instruction(2))
        .isEqualTo(new Instruction.CallHelper(Relocator.POISON_FUNCTION));
  }

  @Test
  void aNeedNamesThePolicyLine() {
    var line = new SourceLine("policy.yaml", 12, 5, "  file.flags: RDONLY");
    Code code =
        Code.of(
            List.of(
                new Statement(move(true, 0), Metadata.NONE.withSource(line)),
                new Statement(load(Size.W, 24), Metadata.NONE.withCore(GONE)),
                Statement.of(new Instruction.Exit())));
    Need need = RELOCATOR.needs(code).getFirst();
    assertThat(need.index()).isEqualTo(1);
    assertThat(need.outcome()).isEqualTo(Outcome.POISON);
    assertThat(need.text())
        .isEqualTo("struct file.gone: the target has no such field, needed by policy.yaml:12:5");
  }
}
