package io.bulwark.bpf.isa;

import static io.bulwark.bpf.isa.Opcode.*;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * Bytes → instructions.
 *
 * <p>Strict: a reserved field that is not zero, an unused opcode or a half {@code ld_imm64} is an
 * error, as in the kernel (RFC 9669, section 3: reserved fields must be zero).
 */
public final class Decoder {
  private final ByteBuffer in;
  private int slot;
  private int opcode;
  private int dst;
  private int src;
  private int offset;
  private int immediate;

  private Decoder(byte[] bytes) {
    in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  /**
   * The code in {@code bytes}.
   *
   * @throws InvalidBytecode at the first slot that is wrong
   */
  public static Code decode(byte[] bytes) {
    return Code.ofInstructions(instructions(bytes));
  }

  /**
   * The instructions in {@code bytes}, without a look at where jumps lead: for code whose calls are
   * still to be relocated.
   *
   * @throws InvalidBytecode at the first slot that is wrong
   */
  public static List<Instruction> instructions(byte[] bytes) {
    if (bytes.length % 8 != 0) {
      throw new InvalidBytecode(bytes.length / 8, "code of " + bytes.length + " bytes, not of 8s");
    }
    Decoder decoder = new Decoder(bytes);
    List<Instruction> instructions = new ArrayList<>();
    while (decoder.in.hasRemaining()) {
      decoder.fetch();
      instructions.add(decoder.decode());
    }
    return instructions;
  }

  private void fetch() {
    slot = in.position() / 8;
    opcode = in.get() & 0xff;
    int registers = in.get() & 0xff;
    dst = registers & 0xf;
    src = registers >> 4;
    offset = in.getShort();
    immediate = in.getInt();
  }

  private Instruction decode() {
    return switch (opcode & CLASS_MASK) {
      case CLASS_LD -> loadConstant();
      case CLASS_LDX -> load();
      case CLASS_ST -> store(Operand.of(immediate));
      case CLASS_STX -> storeRegister();
      case CLASS_ALU, CLASS_ALU64 -> arithmetic();
      default -> jump();
    };
  }

  private InvalidBytecode wrong(String problem) {
    return new InvalidBytecode(slot, problem);
  }

  private InvalidBytecode unknown() {
    return wrong("opcode 0x%02x does not exist".formatted(opcode));
  }

  private void reserved(String field, int value) {
    if (value != 0) {
      throw wrong(
          "reserved field `%s` of opcode 0x%02x is %d, not 0".formatted(field, opcode, value));
    }
  }

  private void noDst() {
    reserved("dst", dst);
  }

  private void noSrc() {
    reserved("src", src);
  }

  private void noOffset() {
    reserved("offset", offset);
  }

  private void noImmediate() {
    reserved("imm", immediate);
  }

  private Register dst() {
    return Register.of(dst, slot);
  }

  private Register src() {
    return Register.of(src, slot);
  }

  /** The second operand, by the source bit; checks that the other one's field is empty. */
  private Operand operand() {
    if ((opcode & SOURCE_REGISTER) != 0) {
      noImmediate();
      return Operand.of(src());
    }
    noSrc();
    return Operand.of(immediate);
  }

  private Instruction loadConstant() {
    if (opcode == LD_IMM64) {
      return loadImm64();
    }
    Size size = Size.ofCode(opcode);
    int mode = opcode & MODE_MASK;
    if ((mode != MODE_ABS && mode != MODE_IND) || size == Size.DW) {
      throw unknown();
    }
    noDst();
    noOffset();
    if (mode == MODE_ABS) {
      noSrc();
      return new Instruction.LoadPacket(size, null, immediate);
    }
    return new Instruction.LoadPacket(size, src(), immediate);
  }

  private Instruction loadImm64() {
    noOffset();
    Register register = dst();
    int kind = src;
    int low = immediate;
    int start = slot;
    if (!in.hasRemaining()) {
      throw wrong("`ld_imm64` without its second slot");
    }
    fetch();
    if (opcode != 0) {
      throw wrong("second slot of `ld_imm64` has opcode 0x%02x, not 0".formatted(opcode));
    }
    noDst();
    noSrc();
    noOffset();
    int high = immediate;
    slot = start;
    return new Instruction.LoadImm64(register, constant(kind, low, high));
  }

  private Constant constant(int kind, int low, int high) {
    return switch (kind) {
      case 0 -> new Constant.Number((long) high << 32 | (low & 0xffffffffL));
      case 1 -> new Constant.MapByFd(noHigh(low, high));
      case 2 -> new Constant.MapValueByFd(low, high);
      case 3 -> new Constant.KernelVariable(low, high);
      case 4 -> new Constant.FunctionAddress(noHigh(low, high));
      case 5 -> new Constant.MapByIndex(noHigh(low, high));
      case 6 -> new Constant.MapValueByIndex(low, high);
      default -> throw wrong("`ld_imm64` of kind " + kind + " does not exist");
    };
  }

  private int noHigh(int low, int high) {
    reserved("imm", high);
    return low;
  }

  private Instruction load() {
    int mode = opcode & MODE_MASK;
    Size size = Size.ofCode(opcode);
    if ((mode != MODE_MEM && mode != MODE_MEMSX) || (mode == MODE_MEMSX && size == Size.DW)) {
      throw unknown();
    }
    noImmediate();
    return new Instruction.Load(size, mode == MODE_MEMSX, dst(), src(), offset);
  }

  private Instruction store(Operand value) {
    if ((opcode & MODE_MASK) != MODE_MEM) {
      throw unknown();
    }
    switch (value) {
      case Operand.Imm _ -> noSrc();
      case Operand.Reg _ -> noImmediate();
    }
    return new Instruction.Store(Size.ofCode(opcode), dst(), offset, value);
  }

  private Instruction storeRegister() {
    if ((opcode & MODE_MASK) != MODE_ATOMIC) {
      return store(Operand.of(src()));
    }
    Size size = Size.ofCode(opcode);
    if (size != Size.W && size != Size.DW) {
      throw unknown();
    }
    for (AtomicOp op : AtomicOp.values()) {
      if (op.code() == immediate) {
        return new Instruction.Atomic(op, size == Size.DW, dst(), offset, src());
      }
    }
    throw wrong("atomic operation 0x%x does not exist".formatted(immediate));
  }

  private Instruction arithmetic() {
    boolean wide = (opcode & CLASS_MASK) == CLASS_ALU64;
    int code = opcode & CODE_MASK;
    return switch (code) {
      case NEG -> negate(wide);
      case END -> endian(wide);
      case MOV -> move(wide);
      default -> binary(wide, code);
    };
  }

  private Instruction negate(boolean wide) {
    if ((opcode & SOURCE_REGISTER) != 0) {
      throw unknown();
    }
    noSrc();
    noOffset();
    noImmediate();
    return new Instruction.Negate(wide, dst());
  }

  private Instruction endian(boolean wide) {
    boolean big = (opcode & SOURCE_REGISTER) != 0;
    if (wide && big) {
      throw unknown();
    }
    noSrc();
    noOffset();
    if (immediate != 16 && immediate != 32 && immediate != 64) {
      throw wrong("no byte order of " + immediate + " bits");
    }
    EndianOp op = wide ? EndianOp.BSWAP : big ? EndianOp.BE : EndianOp.LE;
    return new Instruction.Endian(op, immediate, dst());
  }

  private Instruction move(boolean wide) {
    Operand source = operand();
    if (offset == 0) {
      return new Instruction.Alu(AluOp.MOV, wide, dst(), source);
    }
    if (!(source instanceof Operand.Reg(Register register))
        || !(offset == 8 || offset == 16 || (offset == 32 && wide))) {
      throw wrong("`mov` with offset " + offset + " does not exist");
    }
    return new Instruction.MoveSignExtended(wide, offset, dst(), register);
  }

  private Instruction binary(boolean wide, int code) {
    boolean known = false;
    for (AluOp op : AluOp.values()) {
      known |= op.code() == code;
      if (op.code() == code && op.offset() == offset) {
        return new Instruction.Alu(op, wide, dst(), operand());
      }
    }
    if (known) {
      noOffset();
    }
    throw unknown();
  }

  private Instruction jump() {
    boolean wide = (opcode & CLASS_MASK) == CLASS_JMP;
    int code = opcode & CODE_MASK;
    return switch (code) {
      case JA -> always(wide);
      case CALL -> call(wide);
      case EXIT -> exit(wide);
      default -> jumpIf(wide, code);
    };
  }

  private Instruction always(boolean wide) {
    if ((opcode & SOURCE_REGISTER) != 0) {
      throw unknown();
    }
    noDst();
    noSrc();
    if (wide) {
      noImmediate();
      return new Instruction.Jump(offset, false);
    }
    noOffset();
    return new Instruction.Jump(immediate, true);
  }

  private Instruction call(boolean wide) {
    if (!wide) {
      throw unknown();
    }
    if ((opcode & SOURCE_REGISTER) != 0) {
      noSrc();
      noOffset();
      noImmediate();
      return new Instruction.CallRegister(dst());
    }
    noDst();
    return switch (src) {
      case 0 -> {
        noOffset();
        yield new Instruction.CallHelper(immediate);
      }
      case 1 -> {
        noOffset();
        yield new Instruction.CallLocal(immediate);
      }
      case 2 -> new Instruction.CallKfunc(immediate, offset);
      default -> throw wrong("`call` of kind " + src + " does not exist");
    };
  }

  private Instruction exit(boolean wide) {
    if (!wide || (opcode & SOURCE_REGISTER) != 0) {
      throw unknown();
    }
    noDst();
    noSrc();
    noOffset();
    noImmediate();
    return new Instruction.Exit();
  }

  private Instruction jumpIf(boolean wide, int code) {
    for (Condition condition : Condition.values()) {
      if (condition.code() == code) {
        return new Instruction.JumpIf(condition, wide, dst(), operand(), offset);
      }
    }
    throw unknown();
  }
}
