package io.bulwark.bpf.cbpf;

import static io.bulwark.bpf.cbpf.ClassicOpcode.*;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/** Instructions → bytes. */
final class ClassicEncoder {
  private final ByteBuffer out;

  private ClassicEncoder(int size) {
    out = ByteBuffer.allocate(size * 8).order(ByteOrder.LITTLE_ENDIAN);
  }

  static byte[] encode(List<ClassicInstruction> instructions) {
    ClassicEncoder encoder = new ClassicEncoder(instructions.size());
    instructions.forEach(encoder::put);
    return encoder.out.array();
  }

  private void put(ClassicInstruction instruction) {
    switch (instruction) {
      case ClassicInstruction.LoadPacket(ClassicWidth width, boolean indexed, int offset) ->
          put(LD | width.code() | (indexed ? IND : ABS), offset);
      case ClassicInstruction.LoadLength(ClassicRegister to) -> put(load(to) | LEN, 0);
      case ClassicInstruction.LoadHeaderLength(int offset) ->
          put(LDX | ClassicWidth.B.code() | MSH, offset);
      case ClassicInstruction.LoadConstant(ClassicRegister to, int value) ->
          put(load(to) | IMM, value);
      case ClassicInstruction.LoadMemory(ClassicRegister to, int slot) -> put(load(to) | MEM, slot);
      case ClassicInstruction.StoreMemory(ClassicRegister from, int slot) ->
          put(from == ClassicRegister.A ? ST : STX, slot);
      case ClassicInstruction.Alu(ClassicAlu op, ClassicOperand operand) ->
          put(ALU | op.code() | source(operand), constant(operand));
      case ClassicInstruction.Negate() -> put(ALU | NEG, 0);
      case ClassicInstruction.CopyAToX() -> put(MISC | TAX, 0);
      case ClassicInstruction.CopyXToA() -> put(MISC | TXA, 0);
      case ClassicInstruction.Jump(int distance) -> put(JMP | JA, distance);
      case ClassicInstruction.JumpIf(
              ClassicCondition test,
              ClassicOperand operand,
              int yes,
              int no) ->
          put(JMP | test.code() | source(operand), yes, no, constant(operand));
      case ClassicInstruction.Return(int value) -> put(RET, value);
      case ClassicInstruction.ReturnA() -> put(RET | RETURN_A, 0);
    }
  }

  private static int load(ClassicRegister to) {
    return to == ClassicRegister.A ? LD : LDX;
  }

  private static int source(ClassicOperand operand) {
    return operand instanceof ClassicOperand.X ? SOURCE_X : 0;
  }

  private static int constant(ClassicOperand operand) {
    return operand instanceof ClassicOperand.K(int value) ? value : 0;
  }

  private void put(int code, int k) {
    put(code, 0, 0, k);
  }

  private void put(int code, int yes, int no, int k) {
    out.putShort((short) code).put((byte) yes).put((byte) no).putInt(k);
  }
}
