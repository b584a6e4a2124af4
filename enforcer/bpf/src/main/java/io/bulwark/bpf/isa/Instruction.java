package io.bulwark.bpf.isa;

/**
 * One eBPF instruction of RFC 9669, all conformance groups.
 *
 * <p>Jump and call offsets count slots of 8 bytes from the next instruction, as encoded. {@link
 * LoadImm64} takes two slots, everything else one. Values are checked where they are made: an
 * instruction that exists can be encoded.
 */
public sealed interface Instruction {
  /** {@code dst = dst op src}; {@code wide} on 64 bits, else on 32 with the upper half cleared. */
  record Alu(AluOp op, boolean wide, Register dst, Operand src) implements Instruction {}

  /** Copies the low {@code bits} with their sign; ISA v4. */
  record MoveSignExtended(boolean wide, int bits, Register dst, Register src)
      implements Instruction {
    public MoveSignExtended {
      require(bits == 8 || bits == 16 || (bits == 32 && wide), "no sign extension from", bits);
    }
  }

  /** {@code dst = -dst}. */
  record Negate(boolean wide, Register dst) implements Instruction {}

  /** Changes the byte order of the low {@code bits}. */
  record Endian(EndianOp op, int bits, Register dst) implements Instruction {
    public Endian {
      require(bits == 16 || bits == 32 || bits == 64, "no byte order of bits:", bits);
    }
  }

  /** Loads 64 bits that stand in the program. */
  record LoadImm64(Register dst, Constant value) implements Instruction {}

  /** {@code dst = *(base + offset)}, extended to 64 bits; {@code signed} needs ISA v4. */
  record Load(Size size, boolean signed, Register dst, Register base, int offset)
      implements Instruction {
    public Load {
      requireShort(offset);
      require(!signed || size != Size.DW, "no sign to extend of bits:", size.bits());
    }
  }

  /** {@code *(base + offset) = value}. */
  record Store(Size size, Register base, int offset, Operand value) implements Instruction {
    public Store {
      requireShort(offset);
    }
  }

  /** {@code *(base + offset) op= src}, in one indivisible step. */
  record Atomic(AtomicOp op, boolean wide, Register base, int offset, Register src)
      implements Instruction {
    public Atomic {
      requireShort(offset);
    }
  }

  /** Goes on at {@code offset} if the test holds; {@code wide} compares 64 bits. */
  record JumpIf(Condition condition, boolean wide, Register left, Operand right, int offset)
      implements Instruction {
    public JumpIf {
      requireShort(offset);
    }
  }

  /** Goes on at {@code offset}; the long form ({@code gotol}, ISA v4) has 32 bits for it. */
  record Jump(int offset, boolean longForm) implements Instruction {
    public Jump {
      require(longForm || offset == (short) offset, "jump offset out of 16 bits:", offset);
    }
  }

  /** Calls one of the kernel's numbered functions. */
  record CallHelper(int id) implements Instruction {}

  /** Calls a function of the same program. */
  record CallLocal(int offset) implements Instruction {}

  /** Calls a kernel function by BTF id; {@code btfFdIndex} 0 is vmlinux. */
  record CallKfunc(int btfId, int btfFdIndex) implements Instruction {
    public CallKfunc {
      requireShort(btfFdIndex);
    }
  }

  /** Calls the numbered function whose id is in a register; no kernel accepts it. */
  record CallRegister(Register register) implements Instruction {}

  /** Returns r0 to the caller. */
  record Exit() implements Instruction {}

  /** Loads from the packet at {@code offset} (plus a register) into r0: the legacy group. */
  record LoadPacket(Size size, @org.jspecify.annotations.Nullable Register index, int offset)
      implements Instruction {}

  /** How many slots of 8 bytes it takes: 1 or 2. */
  default int slots() {
    return this instanceof LoadImm64 ? 2 : 1;
  }

  /** Whether control never goes on to the next instruction. */
  default boolean endsBlock() {
    return this instanceof Exit || this instanceof Jump;
  }

  private static void requireShort(int value) {
    require(value == (short) value, "offset out of 16 bits:", value);
  }

  private static void require(boolean holds, String problem, int value) {
    if (!holds) {
      throw new IllegalArgumentException(problem + " " + value);
    }
  }
}
