package io.bulwark.bpfconformance.verify;

import io.bulwark.bpf.isa.AluOp;
import io.bulwark.bpf.isa.AtomicOp;
import io.bulwark.bpf.isa.Condition;
import io.bulwark.bpf.isa.EndianOp;
import io.bulwark.bpf.isa.Instruction;
import io.bulwark.bpf.isa.Operand;
import io.bulwark.bpf.isa.Register;
import io.bulwark.bpf.isa.Size;
import io.bulwark.bpfconformance.verify.Draft.Held;
import java.util.List;

/** Pieces of programs without calls: numbers, stack, context, values, copies. */
final class Fragments {
  private Fragments() {}

  static void arithmetic(Draft draft) {
    Register dst = draft.holding(Held.NUMBER);
    AluOp op = draft.op();
    boolean wide = draft.chance(60);
    Operand source = draft.operand();
    if (source instanceof Operand.Imm(int value) && !draft.slips()) {
      source = Operand.of(sane(op, wide, value));
    }
    draft.asm.add(new Instruction.Alu(op, wide, dst, source));
    draft.set(dst, Held.NUMBER);
  }

  private static int sane(AluOp op, boolean wide, int value) {
    return switch (op) {
      case DIV, MOD, SDIV, SMOD -> value == 0 ? 3 : value;
      case LSH, RSH, ARSH -> value & (wide ? 63 : 31);
      case ADD, SUB, MUL, OR, AND, XOR, MOV -> value;
    };
  }

  static void extension(Draft draft) {
    Register dst = draft.holding(Held.NUMBER);
    Register src = draft.holding(Held.NUMBER);
    switch (draft.random.nextInt(3)) {
      case 0 -> {
        boolean wide = draft.chance(50);
        int bits = wide ? draft.pick(List.of(8, 16, 32)) : draft.pick(List.of(8, 16));
        draft.asm.add(new Instruction.MoveSignExtended(wide, bits, dst, src));
      }
      case 1 -> draft.asm.add(new Instruction.Negate(draft.chance(50), dst));
      default ->
          draft.asm.add(
              new Instruction.Endian(
                  draft.pick(EndianOp.values()), draft.pick(List.of(16, 32, 64)), dst));
    }
    draft.set(dst, Held.NUMBER);
  }

  static void copy(Draft draft) {
    Held what = draft.pick(List.of(Held.NUMBER, Held.NUMBER, Held.VALUE, Held.CONTEXT, Held.STACK));
    Register src = what == Held.STACK ? Register.FP : draft.holding(what);
    Register dst = draft.scratch();
    draft.asm.mov(dst, src);
    draft.set(dst, draft.held[src.number()]);
    if (what == Held.STACK) {
      draft.asm.alu(AluOp.ADD, dst, -8 * (1 + draft.random.nextInt(6)));
    }
  }

  static void context(Draft draft) {
    Register base = draft.holding(Held.CONTEXT);
    Register dst = draft.scratch();
    int offset = draft.pick(draft.setting.fields());
    int size = draft.pick(draft.setting.sizes());
    if (draft.slips()) {
      offset += draft.pick(List.of(1, 4, 8, -8, 200));
    }
    draft.asm.load(Size.ofBytes(size), dst, base, offset);
    draft.set(dst, Held.NUMBER);
  }

  static void contextWrite(Draft draft) {
    Register base = draft.holding(Held.CONTEXT);
    int offset = draft.pick(draft.setting.fields());
    Size size = Size.ofBytes(draft.pick(draft.setting.sizes()));
    draft.asm.store(size, base, offset, draft.holding(Held.NUMBER));
  }

  /** A stack place: mostly aligned, mostly within. */
  private static int place(Draft draft, int size) {
    int offset = -8 * (1 + draft.random.nextInt(6)) + size * draft.random.nextInt(8 / size);
    if (draft.slips()) {
      offset += draft.pick(List.of(1, 4, 64, -8, -512, 48));
    }
    return offset;
  }

  static void stackWrite(Draft draft) {
    Size size = draft.size();
    int offset = place(draft, size.bytes());
    if (draft.chance(40)) {
      draft.asm.store(size, Register.FP, offset, draft.immediate());
    } else {
      boolean pointer = size == Size.DW && draft.chance(40);
      Held what = pointer ? draft.pick(List.of(Held.VALUE, Held.CONTEXT)) : Held.NUMBER;
      draft.asm.store(size, Register.FP, offset, draft.holding(what));
    }
  }

  static void stackRead(Draft draft) {
    Size size = draft.chance(60) ? Size.DW : draft.size();
    int offset = place(draft, size.bytes());
    if (draft.chance(70)) {
      stackInit(draft, offset, size.bytes());
    }
    Register dst = draft.scratch();
    boolean signed = size != Size.DW && draft.chance(25);
    draft.asm.add(new Instruction.Load(size, signed, dst, Register.FP, offset));
    draft.set(dst, Held.NUMBER);
  }

  /** Writes the bytes that will be read, in pieces of a random size. */
  static void stackInit(Draft draft, int offset, int size) {
    int piece = 1 << draft.random.nextInt(4);
    while (piece > size || offset % piece != 0) {
      piece /= 2;
    }
    for (int at = offset; at < offset + size; at += piece) {
      if (!draft.slips()) {
        draft.asm.store(Size.ofBytes(piece), Register.FP, at, draft.immediate());
      }
    }
  }

  static void atomic(Draft draft) {
    boolean wide = draft.chance(50);
    int size = wide ? 8 : 4;
    AtomicOp op = draft.pick(AtomicOp.values());
    Register src = draft.holding(Held.NUMBER);
    if (op == AtomicOp.CMPXCHG && !draft.slips()) {
      draft.asm.mov(Register.R0, draft.immediate());
      draft.set(Register.R0, Held.NUMBER);
    }
    if (draft.has(Held.VALUE) && draft.chance(50)) {
      Register base = draft.holding(Held.VALUE);
      int offset = draft.slips() ? draft.random.nextInt(80) - 8 : size * draft.random.nextInt(3);
      draft.asm.add(new Instruction.Atomic(op, wide, base, offset, src));
    } else {
      int offset = place(draft, size);
      stackInit(draft, offset & -8, 8);
      draft.asm.add(new Instruction.Atomic(op, wide, Register.FP, offset, src));
    }
  }

  /** Bounds a number by one of the ways programs do; returns the bound, exclusive. */
  static int bound(Draft draft, Register number, io.bulwark.bpf.isa.Label out) {
    int limit = draft.pick(List.of(1, 2, 4, 7, 8, 12, 16, 17, 31, 32, 48, 64));
    boolean wide = draft.chance(65);
    switch (draft.random.nextInt(8)) {
      case 0 -> {
        limit = Integer.highestOneBit(limit);
        draft.asm.add(new Instruction.Alu(AluOp.AND, wide, number, Operand.of(limit - 1)));
      }
      case 1 -> jump(draft, Condition.GE, wide, number, limit, out);
      case 2 -> jump(draft, Condition.GT, wide, number, limit - 1, out);
      case 3 -> {
        jump(draft, Condition.SGT, wide, number, limit - 1, out);
        if (!draft.chance(10)) {
          jump(draft, Condition.SLT, wide, number, 0, out);
        }
      }
      case 4 -> {
        int shift = 64 - Integer.numberOfTrailingZeros(Integer.highestOneBit(limit));
        draft.asm.alu(AluOp.RSH, number, shift & 63);
        limit = Integer.highestOneBit(limit);
      }
      case 5 -> {
        draft.asm.add(new Instruction.Alu(AluOp.AND, wide, number, Operand.of(7)));
        draft.asm.add(new Instruction.Alu(AluOp.LSH, wide, number, Operand.of(2)));
        limit = 29;
      }
      case 6 -> {
        Register other = draft.scratch();
        draft.asm.mov(other, number);
        draft.set(other, Held.NUMBER);
        jump(draft, Condition.GE, wide, other, limit, out);
      }
      default -> {
        Register other = draft.scratch();
        draft.asm.mov(other, limit);
        draft.set(other, Held.NUMBER);
        draft.asm.jumpIf(Condition.GE, number, other, out);
      }
    }
    return limit;
  }

  private static void jump(
      Draft draft,
      Condition test,
      boolean wide,
      Register left,
      int right,
      io.bulwark.bpf.isa.Label out) {
    Condition used = draft.slips() ? draft.condition() : test;
    draft.asm.jump(new Instruction.JumpIf(used, wide, left, Operand.of(right), 0), out);
  }

  /** An access to a value through a pointer that may move by a bounded number. */
  static void valueAccess(Draft draft, int valueSize, io.bulwark.bpf.isa.Label out) {
    Register original = draft.holding(Held.VALUE);
    Register base = original;
    Size size = draft.size();
    int limit = 1;
    if (draft.chance(60)) {
      Register number = draft.holding(Held.NUMBER);
      limit = bound(draft, number, out);
      Register moved = draft.scratch();
      if (moved == number) {
        return;
      }
      draft.asm.mov(moved, base);
      draft.asm.alu(draft.chance(92) ? AluOp.ADD : AluOp.SUB, moved, number);
      draft.set(moved, Held.NOTHING);
      base = moved;
    }
    int known = original == Register.R0 ? valueSize : 24;
    int room = known - (limit - 1) - size.bytes();
    int offset = draft.chance(30) ? room : draft.random.nextInt(Math.max(1, room + 1));
    if (draft.chance(6)) {
      offset += draft.pick(List.of(1, -1, 8, -8));
    }
    if (draft.chance(50)) {
      Register dst = draft.scratch();
      boolean signed = size != Size.DW && draft.chance(20);
      draft.asm.add(new Instruction.Load(size, signed, dst, base, offset));
      draft.set(dst, Held.NUMBER);
    } else {
      draft.asm.store(size, base, offset, draft.holding(Held.NUMBER));
    }
  }
}
