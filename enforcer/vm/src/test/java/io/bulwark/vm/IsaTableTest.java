package io.bulwark.vm;

import static org.assertj.core.api.Assertions.assertThat;

import io.bulwark.bpf.isa.AluOp;
import io.bulwark.bpf.isa.AtomicOp;
import io.bulwark.bpf.isa.Code;
import io.bulwark.bpf.isa.Condition;
import io.bulwark.bpf.isa.Constant;
import io.bulwark.bpf.isa.Decoder;
import io.bulwark.bpf.isa.EndianOp;
import io.bulwark.bpf.isa.Instruction;
import io.bulwark.bpf.isa.Operand;
import io.bulwark.bpf.isa.Register;
import io.bulwark.bpf.isa.Size;
import io.bulwark.vm.memory.Access;
import io.bulwark.vm.memory.Memory;
import io.bulwark.vm.memory.Region;
import io.bulwark.vm.program.Program;
import io.bulwark.vm.run.Executor;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every opcode with every kind of operands, over a table of edge values, in both executors.
 *
 * <p>Expected values come from {@link BigInteger} on numbers of infinite width, and from single
 * bytes for everything about memory: nothing of the machines is used.
 */
class IsaTableTest {
  private static final long[] VALUES = {
    0,
    1,
    2,
    3,
    7,
    -1,
    -2,
    -7,
    31,
    32,
    33,
    63,
    64,
    65,
    0x7f,
    0x80,
    0xff,
    0x7fff,
    0x8000,
    0xffff,
    0x7fff_ffffL,
    0x8000_0000L,
    0x8000_0001L,
    0xffff_ffffL,
    0x1_0000_0000L,
    0x1234_5678_9abc_def0L,
    0xffff_ffff_8000_0000L,
    Long.MAX_VALUE,
    Long.MIN_VALUE,
    Long.MIN_VALUE + 1,
    0x8000_0000_8000_0000L
  };

  private static final int[] NUMBERS = {
    0,
    1,
    2,
    3,
    -1,
    -2,
    7,
    31,
    32,
    33,
    63,
    64,
    0x7f,
    0x80,
    0xffff,
    0x12345678,
    Integer.MAX_VALUE,
    Integer.MIN_VALUE
  };

  private static final BigInteger TWO_64 = BigInteger.ONE.shiftLeft(64);
  private static final BigInteger TWO_32 = BigInteger.ONE.shiftLeft(32);

  /** One instruction, what r1, r2 and the memory at r3 hold before, and r0 after. */
  private record Sample(Instruction instruction, long r1, long r2, long expected) {}

  private static Instruction alu(AluOp op, boolean wide, Operand src) {
    return new Instruction.Alu(op, wide, Register.R1, src);
  }

  /** The number that the low half, or all, of {@code bits} means. */
  private static BigInteger number(long bits, boolean wide, boolean signed) {
    BigInteger all = BigInteger.valueOf(bits);
    BigInteger unsigned = all.mod(wide ? TWO_64 : TWO_32);
    return signed && unsigned.testBit(wide ? 63 : 31)
        ? unsigned.subtract(wide ? TWO_64 : TWO_32)
        : unsigned;
  }

  private static long result(AluOp op, boolean wide, long left, long right) {
    BigInteger a = number(left, wide, false);
    BigInteger b = number(right, wide, false);
    BigInteger signedA = number(left, wide, true);
    BigInteger signedB = number(right, wide, true);
    boolean zero = b.signum() == 0;
    int count = (int) right & (wide ? 63 : 31);
    BigInteger exact =
        switch (op) {
          case ADD -> a.add(b);
          case SUB -> a.subtract(b);
          case MUL -> a.multiply(b);
          case DIV -> zero ? BigInteger.ZERO : a.divide(b);
          case SDIV -> zero ? BigInteger.ZERO : signedA.divide(signedB);
          case OR -> a.or(b);
          case AND -> a.and(b);
          case LSH -> a.shiftLeft(count);
          case RSH -> a.shiftRight(count);
          case MOD -> zero ? a : a.remainder(b);
          case SMOD -> zero ? a : signedA.remainder(signedB);
          case XOR -> a.xor(b);
          case MOV -> b;
          case ARSH -> signedA.shiftRight(count);
        };
    return exact.mod(wide ? TWO_64 : TWO_32).longValue();
  }

  private static boolean holds(Condition condition, boolean wide, long left, long right) {
    int unsigned = number(left, wide, false).compareTo(number(right, wide, false));
    int signed = number(left, wide, true).compareTo(number(right, wide, true));
    return switch (condition) {
      case EQ -> unsigned == 0;
      case NE -> unsigned != 0;
      case GT -> unsigned > 0;
      case GE -> unsigned >= 0;
      case LT -> unsigned < 0;
      case LE -> unsigned <= 0;
      case SGT -> signed > 0;
      case SGE -> signed >= 0;
      case SLT -> signed < 0;
      case SLE -> signed <= 0;
      case SET -> number(left, wide, false).and(number(right, wide, false)).signum() != 0;
    };
  }

  static Stream<AluOp> operations() {
    return Stream.of(AluOp.values());
  }

  @ParameterizedTest
  @MethodSource("operations")
  void arithmetic(AluOp op) {
    List<Sample> samples = new ArrayList<>();
    for (boolean wide : new boolean[] {true, false}) {
      for (long a : VALUES) {
        for (long b : VALUES) {
          Instruction register = alu(op, wide, Operand.of(Register.R2));
          samples.add(new Sample(register, a, b, result(op, wide, a, b)));
        }
        for (int b : NUMBERS) {
          Instruction immediate = alu(op, wide, Operand.of(b));
          samples.add(new Sample(immediate, a, 99, result(op, wide, a, b)));
        }
      }
    }
    check(samples);
  }

  @Test
  void operandsMayBeTheSameRegister() {
    List<Sample> samples = new ArrayList<>();
    for (AluOp op : AluOp.values()) {
      for (boolean wide : new boolean[] {true, false}) {
        for (long a : VALUES) {
          Instruction same = alu(op, wide, Operand.of(Register.R1));
          samples.add(new Sample(same, a, 0, result(op, wide, a, a)));
        }
      }
    }
    check(samples);
  }

  static Stream<Condition> conditions() {
    return Stream.of(Condition.values());
  }

  @ParameterizedTest
  @MethodSource("conditions")
  void branches(Condition condition) {
    List<Sample> samples = new ArrayList<>();
    for (boolean wide : new boolean[] {true, false}) {
      for (long a : VALUES) {
        for (long b : VALUES) {
          samples.add(branch(condition, wide, Operand.of(Register.R2), a, b, b));
        }
        for (int b : NUMBERS) {
          samples.add(branch(condition, wide, Operand.of(b), a, 99, b));
        }
      }
    }
    check(samples);
  }

  /** Jumps over the {@code r1 = 0} that {@link #code} puts behind it. */
  private static Sample branch(
      Condition condition, boolean wide, Operand right, long a, long r2, long b) {
    Instruction jump = new Instruction.JumpIf(condition, wide, Register.R1, right, 1);
    return new Sample(jump, a, r2, holds(condition, wide, a, b) ? a : 0);
  }

  @Test
  void movesWithSign() {
    List<Sample> samples = new ArrayList<>();
    for (long b : VALUES) {
      samples.add(signExtended(true, 8, b, (byte) b));
      samples.add(signExtended(true, 16, b, (short) b));
      samples.add(signExtended(true, 32, b, (int) b));
      samples.add(signExtended(false, 8, b, Integer.toUnsignedLong((byte) b)));
      samples.add(signExtended(false, 16, b, Integer.toUnsignedLong((short) b)));
    }
    check(samples);
  }

  private static Sample signExtended(boolean wide, int bits, long b, long expected) {
    return new Sample(
        new Instruction.MoveSignExtended(wide, bits, Register.R1, Register.R2), 5, b, expected);
  }

  @Test
  void negationAndConstants() {
    List<Sample> samples = new ArrayList<>();
    for (long a : VALUES) {
      BigInteger negated = BigInteger.valueOf(a).negate();
      samples.add(
          new Sample(
              new Instruction.Negate(true, Register.R1), a, 0, negated.mod(TWO_64).longValue()));
      samples.add(
          new Sample(
              new Instruction.Negate(false, Register.R1), a, 0, negated.mod(TWO_32).longValue()));
      samples.add(
          new Sample(new Instruction.LoadImm64(Register.R1, new Constant.Number(a)), 5, 0, a));
    }
    check(samples);
  }

  @Test
  void byteOrder() {
    List<Sample> samples = new ArrayList<>();
    for (long a : VALUES) {
      for (int bits : new int[] {16, 32, 64}) {
        long kept = 0;
        long swapped = 0;
        for (int at = 0; at < bits; at += 8) {
          long piece = a >>> at & 0xff;
          kept |= piece << at;
          swapped |= piece << bits - 8 - at;
        }
        samples.add(endian(EndianOp.LE, bits, a, kept));
        samples.add(endian(EndianOp.BE, bits, a, swapped));
        samples.add(endian(EndianOp.BSWAP, bits, a, swapped));
      }
    }
    check(samples);
  }

  private static Sample endian(EndianOp op, int bits, long a, long expected) {
    return new Sample(new Instruction.Endian(op, bits, Register.R1), a, 0, expected);
  }

  private static void check(List<Sample> samples) {
    for (boolean jit : new boolean[] {false, true}) {
      Memory memory = Memory.ofCapacity(1 << 13);
      Machine machine = Machine.builder(memory).build();
      // One program for all samples of one instruction: the table is large.
      Instruction last = null;
      Executor executor = null;
      for (Sample sample : samples) {
        if (executor == null || !sample.instruction().equals(last)) {
          Program program = Program.of(code(sample.instruction()));
          executor = jit ? machine.jit(program) : machine.interpreter(program);
          last = sample.instruction();
        }
        assertThat(executor.run(sample.r1(), sample.r2()))
            .as("%s, %s", jit ? "JIT" : "interpreter", sample)
            .isEqualTo(sample.expected());
      }
    }
  }

  /** The instruction, a second one that only branches jump over, and r0 = r1. */
  private static Code code(Instruction instruction) {
    List<Instruction> code = new ArrayList<>(List.of(instruction));
    if (instruction instanceof Instruction.JumpIf) {
      code.add(alu(AluOp.MOV, true, Operand.of(0)));
    }
    code.add(new Instruction.Alu(AluOp.MOV, true, Register.R0, Operand.of(Register.R1)));
    code.add(new Instruction.Exit());
    Code assembled = Code.ofInstructions(code);
    return Decoder.decode(assembled.encode());
  }

  @Test
  void loadsAndStoresOfEverySizeAtEveryOffset() {
    for (boolean jit : new boolean[] {false, true}) {
      for (Size size : Size.values()) {
        for (int offset = -8; offset <= 8; offset++) {
          for (long value : new long[] {-2, 0x7f80_ff81_8001_7f92L, 0x80}) {
            memory(jit, size, offset, value);
          }
        }
      }
    }
  }

  /** Stores with an offset, by register and by number, then looks at bytes; loads both ways. */
  private static void memory(boolean jit, Size size, int offset, long value) {
    Memory memory = Memory.ofCapacity(1 << 13);
    Region region = memory.allocate(32, Access.READ_WRITE);
    Machine machine = Machine.builder(memory).build();
    long at = region.address() + 12;
    run(
        machine,
        jit,
        at,
        value,
        new Instruction.Store(size, Register.R1, offset, Operand.of(Register.R2)));
    expectBytes(memory, at + offset, size, value);
    long zeroExtended =
        run(
            machine,
            jit,
            at,
            0,
            new Instruction.Load(size, false, Register.R0, Register.R1, offset));
    long kept = size == Size.DW ? value : value & (1L << size.bits()) - 1;
    assertThat(zeroExtended).isEqualTo(kept);
    if (size != Size.DW) {
      long signed =
          run(
              machine,
              jit,
              at,
              0,
              new Instruction.Load(size, true, Register.R0, Register.R1, offset));
      int unused = 64 - size.bits();
      assertThat(signed).isEqualTo(value << unused >> unused);
    }
    run(
        machine,
        jit,
        at,
        0,
        new Instruction.Store(size, Register.R1, offset, Operand.of((int) value)));
    expectBytes(memory, at + offset, size, (int) value);
  }

  private static void expectBytes(Memory memory, long address, Size size, long value) {
    for (int index = 0; index < size.bytes(); index++) {
      assertThat(memory.getByte(address + index)).isEqualTo((byte) (value >>> 8 * index));
    }
    assertThat(memory.getByte(address - 1)).isZero();
    assertThat(memory.getByte(address + size.bytes())).isZero();
  }

  private static long run(
      Machine machine, boolean jit, long r1, long r2, Instruction... instructions) {
    List<Instruction> code = new ArrayList<>(List.of(instructions));
    code.add(new Instruction.Exit());
    Program program = Program.of(Code.ofInstructions(code));
    return (jit ? machine.jit(program) : machine.interpreter(program)).run(r1, r2);
  }

  @Test
  void atomicOperations() {
    for (boolean jit : new boolean[] {false, true}) {
      for (boolean wide : new boolean[] {false, true}) {
        for (AtomicOp op : AtomicOp.values()) {
          for (long old : VALUES) {
            for (long operand : new long[] {0, 1, -1, 0x1_0000_0001L, old, Long.MIN_VALUE}) {
              atomic(jit, wide, op, old, operand);
            }
          }
        }
      }
    }
  }

  /**
   * r0 holds the low half of the old value: a compare-exchange hits with 32 bits, mostly not with
   * 64.
   */
  private static void atomic(boolean jit, boolean wide, AtomicOp op, long old, long operand) {
    Memory memory = Memory.ofCapacity(1 << 13);
    Region region = memory.allocate(24, Access.READ_WRITE);
    Machine machine = Machine.builder(memory).build();
    long at = region.address() + 4;
    memory.putLong(at, old);
    int low = (int) old;
    boolean exchange = op == AtomicOp.CMPXCHG;
    Instruction last =
        new Instruction.Alu(
            AluOp.MOV, true, Register.R0, Operand.of(exchange ? Register.R0 : Register.R2));
    long seen =
        run(
            machine,
            jit,
            at - 7,
            operand,
            new Instruction.Alu(AluOp.MOV, true, Register.R0, Operand.of(low)),
            new Instruction.Atomic(op, wide, Register.R1, 7, Register.R2),
            last);
    long mask = wide ? -1 : 0xffff_ffffL;
    long before = old & mask;
    long after =
        switch (op) {
          case ADD, FETCH_ADD ->
              BigInteger.valueOf(old).add(BigInteger.valueOf(operand)).longValue();
          case OR, FETCH_OR -> old | operand;
          case AND, FETCH_AND -> old & operand;
          case XOR, FETCH_XOR -> (old | operand) & ~(old & operand);
          case XCHG -> operand;
          case CMPXCHG -> before == (low & mask) ? operand : old;
        };
    String what = "%s %s of 0x%x, 0x%x, jit %s".formatted(op, wide, old, operand, jit);
    assertThat(memory.getLong(at)).as(what).isEqualTo(old & ~mask | after & mask);
    assertThat(seen).as(what).isEqualTo(op.fetches() ? before : operand);
  }
}
