package io.bulwark.bpf.isa;

import static io.bulwark.bpf.isa.Opcode.*;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Instructions → bytes. */
final class Encoder {
  private final ByteBuffer out;

  private Encoder(int slots) {
    out = ByteBuffer.allocate(slots * 8).order(ByteOrder.LITTLE_ENDIAN);
  }

  static byte[] encode(List<Statement> statements) {
    Encoder encoder =
        new Encoder(statements.stream().mapToInt(each -> each.instruction().slots()).sum());
    statements.forEach(statement -> encoder.encode(statement.instruction()));
    return encoder.out.array();
  }

  private void slot(
      int opcode, @Nullable Register dst, @Nullable Register src, int offset, int immediate) {
    slot(opcode, dst, src == null ? 0 : src.number(), offset, immediate);
  }

  private void slot(int opcode, @Nullable Register dst, int src, int offset, int immediate) {
    out.put((byte) opcode);
    out.put((byte) ((dst == null ? 0 : dst.number()) | src << 4));
    out.putShort((short) offset);
    out.putInt(immediate);
  }

  private void encode(Instruction instruction) {
    switch (instruction) {
      case Instruction.Alu(AluOp op, boolean wide, Register dst, Operand src) ->
          operand(alu(wide) | op.code(), dst, src, op.offset());
      case Instruction.MoveSignExtended(boolean wide, int bits, Register dst, Register src) ->
          slot(alu(wide) | MOV | SOURCE_REGISTER, dst, src, bits, 0);
      case Instruction.Negate(boolean wide, Register dst) -> slot(alu(wide) | NEG, dst, 0, 0, 0);
      case Instruction.Endian(EndianOp op, int bits, Register dst) ->
          slot(endian(op) | END, dst, 0, 0, bits);
      case Instruction.LoadImm64(Register dst, Constant value) -> imm64(dst, value);
      case Instruction.Load(Size size, boolean signed, Register dst, Register base, int offset) ->
          slot(CLASS_LDX | (signed ? MODE_MEMSX : MODE_MEM) | size.code(), dst, base, offset, 0);
      case Instruction.Store(Size size, Register base, int offset, Operand value) ->
          store(size, base, offset, value);
      case Instruction.Atomic(AtomicOp op, boolean wide, Register base, int offset, Register src) ->
          slot(
              CLASS_STX | MODE_ATOMIC | (wide ? Size.DW : Size.W).code(),
              base,
              src,
              offset,
              op.code());
      case Instruction.JumpIf(
              Condition test,
              boolean wide,
              Register left,
              Operand right,
              int offset) ->
          operand((wide ? CLASS_JMP : CLASS_JMP32) | test.code(), left, right, offset);
      case Instruction.Jump(int offset, boolean longForm) ->
          slot(
              (longForm ? CLASS_JMP32 : CLASS_JMP) | JA,
              null,
              0,
              longForm ? 0 : offset,
              longForm ? offset : 0);
      case Instruction.CallHelper(int id) -> slot(CLASS_JMP | CALL, null, 0, 0, id);
      case Instruction.CallLocal(int offset) -> slot(CLASS_JMP | CALL, null, 1, 0, offset);
      case Instruction.CallKfunc(int id, int index) -> slot(CLASS_JMP | CALL, null, 2, index, id);
      case Instruction.CallRegister(Register register) ->
          slot(CLASS_JMP | CALL | SOURCE_REGISTER, register, 0, 0, 0);
      case Instruction.Exit() -> slot(CLASS_JMP | EXIT, null, 0, 0, 0);
      case Instruction.LoadPacket(Size size, Register index, int offset) ->
          slot((index == null ? MODE_ABS : MODE_IND) | size.code(), null, index, 0, offset);
    }
  }

  private static int alu(boolean wide) {
    return wide ? CLASS_ALU64 : CLASS_ALU;
  }

  private static int endian(EndianOp op) {
    return switch (op) {
      case LE -> CLASS_ALU;
      case BE -> CLASS_ALU | SOURCE_REGISTER;
      case BSWAP -> CLASS_ALU64;
    };
  }

  private void operand(int opcode, Register dst, Operand src, int offset) {
    switch (src) {
      case Operand.Reg(Register register) ->
          slot(opcode | SOURCE_REGISTER, dst, register, offset, 0);
      case Operand.Imm(int value) -> slot(opcode, dst, 0, offset, value);
    }
  }

  private void store(Size size, Register base, int offset, Operand value) {
    switch (value) {
      case Operand.Reg(Register register) ->
          slot(CLASS_STX | MODE_MEM | size.code(), base, register, offset, 0);
      case Operand.Imm(int number) ->
          slot(CLASS_ST | MODE_MEM | size.code(), base, 0, offset, number);
    }
  }

  private void imm64(Register dst, Constant value) {
    switch (value) {
      case Constant.Number(long number) -> imm64(dst, 0, (int) number, (int) (number >>> 32));
      case Constant.MapByFd(int fd) -> imm64(dst, 1, fd, 0);
      case Constant.MapValueByFd(int fd, int offset) -> imm64(dst, 2, fd, offset);
      case Constant.KernelVariable(int id, int fd) -> imm64(dst, 3, id, fd);
      case Constant.FunctionAddress(int offset) -> imm64(dst, 4, offset, 0);
      case Constant.MapByIndex(int index) -> imm64(dst, 5, index, 0);
      case Constant.MapValueByIndex(int index, int offset) -> imm64(dst, 6, index, offset);
    }
  }

  private void imm64(Register dst, int src, int low, int high) {
    slot(LD_IMM64, dst, src, 0, low);
    slot(0, null, 0, 0, high);
  }
}
