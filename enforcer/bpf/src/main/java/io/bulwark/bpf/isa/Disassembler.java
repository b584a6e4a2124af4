package io.bulwark.bpf.isa;

import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/** Code as text, in the syntax of the kernel's verifier log and of LLVM. */
public final class Disassembler {
  private Disassembler() {}

  /**
   * One line per instruction, {@code slot: text}, with labels where jumps lead and a comment line
   * where the policy line changes.
   */
  public static String print(Code code) {
    StringBuilder out = new StringBuilder();
    BitSet targets = targets(code);
    SourceLine last = null;
    for (int index = 0; index < code.size(); index++) {
      SourceLine line = code.metadata(index).source();
      if (line != null && !line.equals(last)) {
        out.append("; ")
            .append(line.text().strip())
            .append(" @ ")
            .append(line.place())
            .append('\n');
        last = line;
      }
      if (targets.get(index)) {
        out.append(label(code, index)).append(":\n");
      }
      out.append("%6d: ".formatted(code.slotOf(index))).append(line(code, index)).append('\n');
    }
    return out.toString();
  }

  private static BitSet targets(Code code) {
    BitSet targets = new BitSet();
    for (int index = 0; index < code.size(); index++) {
      if (code.target(index) >= 0) {
        targets.set(code.target(index));
      }
    }
    return targets;
  }

  private static String label(Code code, int index) {
    return "L" + code.slotOf(index);
  }

  private static String line(Code code, int index) {
    String text = print(code.instruction(index));
    int target = code.target(index);
    Reference reference = code.metadata(index).reference();
    CoreRelocation core = code.metadata(index).core();
    return text
        + (target >= 0 ? " <" + label(code, target) + ">" : "")
        + (reference == null ? "" : " <" + symbol(reference) + ">")
        + (core == null
            ? ""
            : " <core " + core.kind() + " type " + core.rootType() + " " + core.access() + ">");
  }

  private static String symbol(Reference reference) {
    return switch (reference) {
      case Reference.ToMap(String name) -> "map " + name;
      case Reference.ToVariable(String name, int addend) ->
          addend == 0 ? name : name + "+" + addend;
      case Reference.ToFunction(String name) -> name;
      case Reference.ToExtern(String name) -> "extern " + name;
      case Reference.ToKfunc(String name) -> "kfunc " + name;
    };
  }

  /** One instruction, without names: {@code r0 = *(u32 *)(r1 + 4)}. */
  public static String print(Instruction instruction) {
    return switch (instruction) {
      case Instruction.Alu(AluOp op, boolean wide, Register dst, Operand src) ->
          register(dst, wide) + " " + op.symbol() + " " + operand(src, wide);
      case Instruction.MoveSignExtended(boolean wide, int bits, Register dst, Register src) ->
          register(dst, wide) + " = (s" + bits + ")" + register(src, wide);
      case Instruction.Negate(boolean wide, Register dst) ->
          register(dst, wide) + " = -" + register(dst, wide);
      case Instruction.Endian(EndianOp op, int bits, Register dst) ->
          dst + " = " + endian(op) + bits + " " + dst;
      case Instruction.LoadImm64(Register dst, Constant value) -> dst + " = " + constant(value);
      case Instruction.Load(Size size, boolean signed, Register dst, Register base, int offset) ->
          dst + " = *(" + (signed ? "s" : "u") + size.bits() + " *)" + address(base, offset);
      case Instruction.Store(Size size, Register base, int offset, Operand value) ->
          "*(u" + size.bits() + " *)" + address(base, offset) + " = " + operand(value, true);
      case Instruction.Atomic atomic -> atomic(atomic);
      case Instruction.JumpIf(
              Condition test,
              boolean wide,
              Register left,
              Operand right,
              int offset) ->
          "if "
              + register(left, wide)
              + " "
              + test.symbol()
              + " "
              + operand(right, wide)
              + " goto "
              + signed(offset);
      case Instruction.Jump(int offset, boolean longForm) ->
          (longForm ? "gotol " : "goto ") + signed(offset);
      case Instruction.CallHelper(int id) -> "call " + id;
      case Instruction.CallLocal(int offset) -> "call pc" + signed(offset);
      case Instruction.CallKfunc(int id, int index) ->
          "call kfunc " + id + (index == 0 ? "" : " of btf " + index);
      case Instruction.CallRegister(Register register) -> "callx " + register;
      case Instruction.Exit() -> "exit";
      case Instruction.LoadPacket(Size size, Register index, int offset) ->
          "r0 = *(u"
              + size.bits()
              + " *)skb["
              + (index == null ? "" : index + " + ")
              + offset
              + "]";
    };
  }

  private static String atomic(Instruction.Atomic atomic) {
    String type = "(u" + (atomic.wide() ? 64 : 32) + " *)";
    String place = type + address(atomic.base(), atomic.offset());
    String src = register(atomic.src(), atomic.wide());
    return switch (atomic.op()) {
      case ADD -> "lock *" + place + " += " + src;
      case OR -> "lock *" + place + " |= " + src;
      case AND -> "lock *" + place + " &= " + src;
      case XOR -> "lock *" + place + " ^= " + src;
      case FETCH_ADD -> fetch(src, "add", place);
      case FETCH_OR -> fetch(src, "or", place);
      case FETCH_AND -> fetch(src, "and", place);
      case FETCH_XOR -> fetch(src, "xor", place);
      case XCHG -> src + " = " + (atomic.wide() ? "xchg_64" : "xchg32_32") + place(atomic, src);
      case CMPXCHG -> {
        String r0 = register(Register.R0, atomic.wide());
        String name = atomic.wide() ? "cmpxchg_64" : "cmpxchg32_32";
        yield r0 + " = " + name + place(atomic, r0 + ", " + src);
      }
    };
  }

  private static String place(Instruction.Atomic atomic, String arguments) {
    String address = address(atomic.base(), atomic.offset());
    return address.substring(0, address.length() - 1) + ", " + arguments + ")";
  }

  private static String fetch(String src, String name, String place) {
    return src + " = atomic_fetch_" + name + "(" + place + ", " + src + ")";
  }

  private static String constant(Constant value) {
    return switch (value) {
      case Constant.Number(long number) -> number + " ll";
      case Constant.MapByFd(int fd) -> "map[fd " + fd + "]";
      case Constant.MapValueByFd(int fd, int offset) -> "map[fd " + fd + "][0]" + signed(offset);
      case Constant.KernelVariable(int id, int fd) ->
          "variable[btf " + id + "]" + (fd == 0 ? "" : " of fd " + fd);
      case Constant.FunctionAddress(int offset) -> "subprog[" + signed(offset) + "]";
      case Constant.MapByIndex(int index) -> "map[idx " + index + "]";
      case Constant.MapValueByIndex(int index, int offset) ->
          "map[idx " + index + "][0]" + signed(offset);
    };
  }

  private static String endian(EndianOp op) {
    return switch (op) {
      case LE -> "le";
      case BE -> "be";
      case BSWAP -> "bswap";
    };
  }

  private static String address(@Nullable Register base, int offset) {
    return "(" + base + (offset < 0 ? " - " + -offset : " + " + offset) + ")";
  }

  private static String operand(Operand operand, boolean wide) {
    return switch (operand) {
      case Operand.Reg(Register register) -> register(register, wide);
      case Operand.Imm(int value) -> Integer.toString(value);
    };
  }

  private static String register(Register register, boolean wide) {
    return (wide ? "r" : "w") + register.number();
  }

  private static String signed(int offset) {
    return offset < 0 ? Integer.toString(offset) : "+" + offset;
  }
}
