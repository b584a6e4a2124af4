package io.bulwark.bpf.cbpf;

import static io.bulwark.bpf.cbpf.ClassicOpcode.*;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * Bytes → instructions. As in the kernel, fields that an instruction does not use may hold anything
 * and are forgotten; a code outside the kernel's table is an error.
 */
final class ClassicDecoder {
  private final ByteBuffer in;
  private int index;
  private int code;
  private int yes;
  private int no;
  private int k;

  private ClassicDecoder(byte[] bytes) {
    in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  static List<ClassicInstruction> instructions(byte[] bytes) {
    if (bytes.length % 8 != 0) {
      throw new InvalidFilter(bytes.length / 8, "filter of " + bytes.length + " bytes, not of 8s");
    }
    ClassicDecoder decoder = new ClassicDecoder(bytes);
    List<ClassicInstruction> instructions = new ArrayList<>(bytes.length / 8);
    while (decoder.in.hasRemaining()) {
      instructions.add(decoder.next());
    }
    return instructions;
  }

  private ClassicInstruction next() {
    index = in.position() / 8;
    code = in.getShort() & 0xffff;
    yes = in.get() & 0xff;
    no = in.get() & 0xff;
    k = in.getInt();
    if (code > 0xff) {
      throw unknown();
    }
    return switch (code & CLASS_MASK) {
      case LD -> load();
      case LDX -> loadIndex();
      case ST -> exactly(ST, new ClassicInstruction.StoreMemory(ClassicRegister.A, k));
      case STX -> exactly(STX, new ClassicInstruction.StoreMemory(ClassicRegister.X, k));
      case ALU -> arithmetic();
      case JMP -> jump();
      case RET -> end();
      default -> copy();
    };
  }

  private InvalidFilter unknown() {
    return new InvalidFilter(index, "code 0x%02x does not exist".formatted(code));
  }

  private ClassicInstruction exactly(int wanted, ClassicInstruction instruction) {
    if (code != wanted) {
      throw unknown();
    }
    return instruction;
  }

  private ClassicInstruction load() {
    int mode = code & MODE_MASK;
    if (mode == ABS || mode == IND) {
      return new ClassicInstruction.LoadPacket(width(), mode == IND, k);
    }
    return plain(ClassicRegister.A, LD);
  }

  private ClassicInstruction loadIndex() {
    return code == (LDX | ClassicWidth.B.code() | MSH)
        ? new ClassicInstruction.LoadHeaderLength(k)
        : plain(ClassicRegister.X, LDX);
  }

  private ClassicInstruction plain(ClassicRegister to, int kind) {
    return switch (code - kind) {
      case IMM -> new ClassicInstruction.LoadConstant(to, k);
      case MEM -> new ClassicInstruction.LoadMemory(to, k);
      case LEN -> new ClassicInstruction.LoadLength(to);
      default -> throw unknown();
    };
  }

  private ClassicWidth width() {
    for (ClassicWidth width : ClassicWidth.values()) {
      if (width.code() == (code & SIZE_MASK)) {
        return width;
      }
    }
    throw unknown();
  }

  private ClassicOperand operand() {
    return (code & SOURCE_X) != 0 ? ClassicOperand.x() : ClassicOperand.of(k);
  }

  private ClassicInstruction arithmetic() {
    if (code == (ALU | NEG)) {
      return new ClassicInstruction.Negate();
    }
    for (ClassicAlu op : ClassicAlu.values()) {
      if (op.code() == (code & CODE_MASK)) {
        return new ClassicInstruction.Alu(op, operand());
      }
    }
    throw unknown();
  }

  private ClassicInstruction jump() {
    if (code == (JMP | JA)) {
      return new ClassicInstruction.Jump(k);
    }
    for (ClassicCondition test : ClassicCondition.values()) {
      if (test.code() == (code & CODE_MASK)) {
        return new ClassicInstruction.JumpIf(test, operand(), yes, no);
      }
    }
    throw unknown();
  }

  private ClassicInstruction end() {
    return switch (code) {
      case RET -> new ClassicInstruction.Return(k);
      case RET | RETURN_A -> new ClassicInstruction.ReturnA();
      default -> throw unknown();
    };
  }

  private ClassicInstruction copy() {
    return switch (code) {
      case MISC | TAX -> new ClassicInstruction.CopyAToX();
      case MISC | TXA -> new ClassicInstruction.CopyXToA();
      default -> throw unknown();
    };
  }
}
