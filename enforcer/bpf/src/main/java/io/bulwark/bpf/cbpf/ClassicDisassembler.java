package io.bulwark.bpf.cbpf;

import java.util.List;

/** Filters as text, in the syntax of the kernel's {@code bpf_asm}. */
public final class ClassicDisassembler {
  private ClassicDisassembler() {}

  /** One line per instruction, {@code index: text}; jumps name the index where they lead. */
  public static String print(ClassicCode code) {
    return print(code, false);
  }

  /** The same with the fields of the call and the actions by name, as comments. */
  public static String printSeccomp(SeccompFilter filter) {
    return print(filter.code(), true);
  }

  private static String print(ClassicCode code, boolean seccomp) {
    StringBuilder out = new StringBuilder();
    List<ClassicInstruction> instructions = code.instructions();
    for (int at = 0; at < instructions.size(); at++) {
      String text = print(instructions.get(at), at);
      String comment = seccomp ? comment(instructions.get(at)) : "";
      out.append("%5d: ".formatted(at))
          .append(comment.isEmpty() ? text : "%-30s ; %s".formatted(text, comment))
          .append('\n');
    }
    return out.toString();
  }

  /** The instruction with index {@code at}: {@code jeq #0x65, 7, 3}. */
  static String print(ClassicInstruction instruction, int at) {
    return switch (instruction) {
      case ClassicInstruction.LoadPacket(ClassicWidth width, boolean indexed, int offset) ->
          mnemonic(width) + (indexed ? " [x + " : " [") + Integer.toUnsignedString(offset) + "]";
      case ClassicInstruction.LoadLength(ClassicRegister to) -> load(to) + " #len";
      case ClassicInstruction.LoadHeaderLength(int offset) ->
          "ldxb 4*([" + Integer.toUnsignedString(offset) + "]&0xf)";
      case ClassicInstruction.LoadConstant(ClassicRegister to, int value) ->
          load(to) + " " + constant(value);
      case ClassicInstruction.LoadMemory(ClassicRegister to, int slot) ->
          load(to) + " M[" + slot + "]";
      case ClassicInstruction.StoreMemory(ClassicRegister from, int slot) ->
          (from == ClassicRegister.A ? "st" : "stx") + " M[" + slot + "]";
      case ClassicInstruction.Alu(ClassicAlu op, ClassicOperand operand) ->
          op.mnemonic() + " " + operand(operand);
      case ClassicInstruction.Negate() -> "neg";
      case ClassicInstruction.CopyAToX() -> "tax";
      case ClassicInstruction.CopyXToA() -> "txa";
      case ClassicInstruction.Jump(int distance) -> "ja " + target(at, distance);
      case ClassicInstruction.JumpIf(
              ClassicCondition test,
              ClassicOperand operand,
              int yes,
              int no) ->
          test.mnemonic()
              + " %s, %d, %d".formatted(operand(operand), target(at, yes), target(at, no));
      case ClassicInstruction.Return(int value) -> "ret " + constant(value);
      case ClassicInstruction.ReturnA() -> "ret a";
    };
  }

  private static long target(int at, int distance) {
    return at + 1 + Integer.toUnsignedLong(distance);
  }

  private static String load(ClassicRegister to) {
    return to == ClassicRegister.A ? "ld" : "ldx";
  }

  private static String mnemonic(ClassicWidth width) {
    return switch (width) {
      case W -> "ld";
      case H -> "ldh";
      case B -> "ldb";
    };
  }

  private static String operand(ClassicOperand operand) {
    return switch (operand) {
      case ClassicOperand.K(int value) -> constant(value);
      case ClassicOperand.X() -> "x";
    };
  }

  private static String constant(int value) {
    return "#0x" + Integer.toHexString(value);
  }

  private static String comment(ClassicInstruction instruction) {
    return switch (instruction) {
      case ClassicInstruction.LoadPacket(_, _, int offset) -> field(offset);
      case ClassicInstruction.Return(int value) -> action(value);
      case ClassicInstruction.LoadLength _,
          ClassicInstruction.LoadHeaderLength _,
          ClassicInstruction.LoadConstant _,
          ClassicInstruction.LoadMemory _,
          ClassicInstruction.StoreMemory _,
          ClassicInstruction.Alu _,
          ClassicInstruction.Negate _,
          ClassicInstruction.CopyAToX _,
          ClassicInstruction.CopyXToA _,
          ClassicInstruction.Jump _,
          ClassicInstruction.JumpIf _,
          ClassicInstruction.ReturnA _ ->
          "";
    };
  }

  private static String field(int offset) {
    String half = (offset & 4) == 0 ? "low" : "high";
    return switch (offset) {
      case 0 -> "nr";
      case 4 -> "arch";
      case 8, 12 -> half + " half of the instruction pointer";
      default -> half + " half of args[" + (offset - 16) / 8 + "]";
    };
  }

  private static String action(int result) {
    SeccompAction action = SeccompAction.of(result);
    return switch (action) {
      case ERRNO -> action.label() + " " + SeccompAction.errno(result);
      case TRAP, TRACE -> action.label() + " " + (result & 0xffff);
      case KILL_PROCESS, KILL_THREAD, USER_NOTIF, LOG, ALLOW -> action.label();
    };
  }
}
