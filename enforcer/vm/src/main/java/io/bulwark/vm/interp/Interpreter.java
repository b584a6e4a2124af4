package io.bulwark.vm.interp;

import io.bulwark.bpf.isa.AtomicOp;
import io.bulwark.bpf.isa.Code;
import io.bulwark.bpf.isa.Constant;
import io.bulwark.bpf.isa.Instruction;
import io.bulwark.bpf.isa.Operand;
import io.bulwark.bpf.isa.Register;
import io.bulwark.bpf.isa.Size;
import io.bulwark.vm.fault.FaultSignal;
import io.bulwark.vm.memory.Cells;
import io.bulwark.vm.program.Program;
import io.bulwark.vm.run.Body;
import io.bulwark.vm.run.Execution;
import io.bulwark.vm.run.HelperTable;

/** Runs a program instruction by instruction. */
public final class Interpreter implements Body {
  private final Program program;
  private final Instruction[] instructions;

  /** Index of where each jump, call or function address leads; -1 for the rest. */
  private final int[] targets;

  /** Registers of each frame, and of each program that a tail call replaced. */
  private final Frames frames;

  private final Cells cells;

  /** An interpreter of {@code program}; {@code frames} are shared by all of one machine. */
  public Interpreter(Program program, Cells cells, Frames frames) {
    this.program = program;
    this.cells = cells;
    this.frames = frames;
    Code code = program.code();
    instructions = new Instruction[code.size()];
    targets = new int[code.size()];
    for (int index = 0; index < code.size(); index++) {
      instructions[index] = code.instruction(index);
      targets[index] = code.target(index);
    }
  }

  @Override
  public Program program() {
    return program;
  }

  @Override
  public long call(
      Execution execution, int entry, long r1, long r2, long r3, long r4, long r5, long fp) {
    long[] r = frames.push();
    try {
      r[1] = r1;
      r[2] = r2;
      r[3] = r3;
      r[4] = r4;
      r[5] = r5;
      r[10] = fp;
      return run(execution, entry, r);
    } finally {
      frames.pop();
    }
  }

  /** The loop: one instruction a turn. Long, because there are many kinds of instructions. */
  private long run(Execution execution, int entry, long[] r) {
    int pc = entry;
    try {
      while (true) {
        int next = pc + 1;
        switch (instructions[pc]) {
          case Instruction.Alu(var op, boolean wide, Register dst, Operand src) -> {
            long b = value(r, src);
            long a = r[dst.number()];
            r[dst.number()] = wide ? Arithmetic.wide(op, a, b) : Arithmetic.narrow(op, a, b);
          }
          case Instruction.MoveSignExtended(boolean wide, int bits, Register dst, Register src) ->
              r[dst.number()] = Arithmetic.signExtended(wide, bits, r[src.number()]);
          case Instruction.Negate(boolean wide, Register dst) -> {
            long negated = -r[dst.number()];
            r[dst.number()] = wide ? negated : negated & 0xffff_ffffL;
          }
          case Instruction.Endian(var op, int bits, Register dst) ->
              r[dst.number()] = Arithmetic.endian(op, bits, r[dst.number()]);
          case Instruction.LoadImm64(Register dst, Constant constant) ->
              r[dst.number()] = constant(constant, targets[pc]);
          case Instruction.Load(
                  Size size,
                  boolean signed,
                  Register dst,
                  Register base,
                  int off) -> {
            long loaded = load(size, r[base.number()] + off);
            r[dst.number()] = signed ? Arithmetic.signExtended(true, size.bits(), loaded) : loaded;
          }
          case Instruction.Store(Size size, Register base, int off, Operand src) ->
              store(size, r[base.number()] + off, value(r, src));
          case Instruction.Atomic atomic -> atomic(atomic, r);
          case Instruction.JumpIf(var condition, boolean wide, Register left, Operand right, _) -> {
            long a = r[left.number()];
            long b = value(r, right);
            if (wide
                ? Arithmetic.holds(condition, a, b)
                : Arithmetic.holdsNarrow(condition, a, b)) {
              next = targets[pc];
            }
          }
          case Instruction.Jump _ -> next = targets[pc];
          case Instruction.CallLocal _ -> r[0] = callLocal(execution, targets[pc], r);
          case Instruction.CallHelper(int id) when id == HelperTable.TAIL_CALL -> {
            Body target = execution.tailTarget(r[2], r[3]);
            if (target != null) {
              return execution.tailCall(target, r[1], r[10]);
            }
          }
          case Instruction.CallHelper(int id) ->
              r[0] = execution.callById(id, r[1], r[2], r[3], r[4], r[5]);
          case Instruction.CallRegister(Register register) ->
              r[0] = execution.callById(r[register.number()], r[1], r[2], r[3], r[4], r[5]);
          case Instruction.CallKfunc(int id, _) -> throw Execution.unsupported(id, true);
          case Instruction.LoadPacket _ -> throw new IllegalStateException("not linked");
          case Instruction.Exit _ -> {
            return r[0];
          }
        }
        if (next <= pc) {
          execution.charge(pc - next + 1);
        }
        pc = next;
      }
    } catch (FaultSignal signal) {
      throw signal.at(program.place(pc));
    }
  }

  private long callLocal(Execution execution, int entry, long[] r) {
    execution.enter(program.subprogram(entry).span());
    long result =
        call(execution, entry, r[1], r[2], r[3], r[4], r[5], r[10] - Execution.FRAME_STRIDE);
    execution.leave();
    return result;
  }

  private static long value(long[] r, Operand operand) {
    return switch (operand) {
      case Operand.Reg(Register register) -> r[register.number()];
      case Operand.Imm(int value) -> value;
    };
  }

  private static long constant(Constant constant, int target) {
    return switch (constant) {
      case Constant.Number(long value) -> value;
      case Constant.FunctionAddress _ -> Program.FUNCTION | target;
      case Constant.MapByFd _,
          Constant.MapValueByFd _,
          Constant.KernelVariable _,
          Constant.MapByIndex _,
          Constant.MapValueByIndex _ ->
          throw new IllegalStateException("not linked: " + constant);
    };
  }

  private long load(Size size, long address) {
    return switch (size) {
      case B -> cells.load8(address);
      case H -> cells.load16(address);
      case W -> cells.load32(address);
      case DW -> cells.load64(address);
    };
  }

  private void store(Size size, long address, long value) {
    switch (size) {
      case B -> cells.store8(address, value);
      case H -> cells.store16(address, value);
      case W -> cells.store32(address, value);
      case DW -> cells.store64(address, value);
    }
  }

  private void atomic(Instruction.Atomic atomic, long[] r) {
    long address = r[atomic.base().number()] + atomic.offset();
    long operand = r[atomic.src().number()];
    long old = atomic.wide() ? cells.fetch64(address) : cells.fetch32(address);
    long expected = atomic.wide() ? r[0] : r[0] & 0xffff_ffffL;
    long stored =
        switch (atomic.op()) {
          case ADD, FETCH_ADD -> old + operand;
          case OR, FETCH_OR -> old | operand;
          case AND, FETCH_AND -> old & operand;
          case XOR, FETCH_XOR -> old ^ operand;
          case XCHG -> operand;
          case CMPXCHG -> old == expected ? operand : old;
        };
    store(atomic.wide() ? Size.DW : Size.W, address, stored);
    if (atomic.op() == AtomicOp.CMPXCHG) {
      r[0] = old;
    } else if (atomic.op().fetches()) {
      r[atomic.src().number()] = old;
    }
  }
}
