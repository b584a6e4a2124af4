package io.bulwark.bpf.core;

import io.bulwark.bpf.core.Resolution.Failure;
import io.bulwark.bpf.core.Resolution.Problem;
import io.bulwark.bpf.core.Resolution.Value;
import io.bulwark.bpf.isa.Constant;
import io.bulwark.bpf.isa.Instruction;
import io.bulwark.bpf.isa.Operand;
import io.bulwark.bpf.isa.Size;
import java.util.Collections;
import java.util.List;

/** Puts the number of a {@link Value} into an instruction, as a loader does. */
final class Patcher {
  private static final int MAX_OFFSET = Short.MAX_VALUE;

  /** What became of the instruction. */
  sealed interface Patch {
    /** The instruction with the target's number. */
    record Done(Instruction instruction) implements Patch {}

    /** The number is known, but this instruction must not use it. */
    record Poisoned(String reason) implements Patch {}

    /** The instruction cannot carry a relocation like this. */
    record Refused(Failure failure) implements Patch {}
  }

  private Patcher() {}

  /**
   * Calls of a function that no kernel has, as many as {@code instruction} has slots: jumps over it
   * stay right, and a verifier stops here unless the code is dead.
   */
  static List<Instruction> poison(Instruction instruction) {
    return Collections.nCopies(
        instruction.slots(), new Instruction.CallHelper(Relocator.POISON_FUNCTION));
  }

  static Patch patch(Instruction instruction, Value value) {
    return switch (instruction) {
      case Instruction.Alu alu -> arithmetic(alu, value);
      case Instruction.LoadImm64 load -> load(load, value);
      case Instruction.Load load -> memory(load, load.size(), load.offset(), value);
      case Instruction.Store store -> memory(store, store.size(), store.offset(), value);
      case Instruction.Atomic atomic ->
          memory(atomic, atomic.wide() ? Size.DW : Size.W, atomic.offset(), value);
      case Instruction.MoveSignExtended _,
          Instruction.Negate _,
          Instruction.Endian _,
          Instruction.JumpIf _,
          Instruction.Jump _,
          Instruction.CallHelper _,
          Instruction.CallLocal _,
          Instruction.CallKfunc _,
          Instruction.CallRegister _,
          Instruction.Exit _,
          Instruction.LoadPacket _ ->
          refused("an instruction that takes no relocation");
    };
  }

  private static Patch arithmetic(Instruction.Alu alu, Value value) {
    if (!(alu.src() instanceof Operand.Imm(int placeholder))) {
      return refused("arithmetic with a register takes no relocation");
    }
    if (value.checked() && placeholder != value.local()) {
      return unexpected(placeholder, value);
    }
    long number = value.target();
    // Loaders cut the number silently; a wrong constant in a policy is worse than a refusal.
    boolean fits = number == (int) number || (!alu.wide() && number >>> 32 == 0);
    if (!fits) {
      return refused(number + " does not fit into 32 bits, a 64-bit load would do");
    }
    return new Patch.Done(
        new Instruction.Alu(alu.op(), alu.wide(), alu.dst(), Operand.of((int) number)));
  }

  private static Patch load(Instruction.LoadImm64 load, Value value) {
    if (!(load.value() instanceof Constant.Number(long placeholder))) {
      return refused("a 64-bit load of something else than a number");
    }
    if (value.checked() && placeholder != value.local()) {
      return unexpected(placeholder, value);
    }
    return new Patch.Done(
        new Instruction.LoadImm64(load.dst(), new Constant.Number(value.target())));
  }

  private static Patch memory(Instruction access, Size size, int offset, Value value) {
    if (value.checked() && offset != value.local()) {
      return unexpected(offset, value);
    }
    if (value.target() < 0 || value.target() > MAX_OFFSET) {
      return refused(
          "offset %s is beyond %d, an addition would do"
              .formatted(Long.toUnsignedString(value.target()), MAX_OFFSET));
    }
    if (!value.width().differs()) {
      return new Patch.Done(moved(access, size, (int) value.target()));
    }
    if (!value.width().adaptable()) {
      return new Patch.Poisoned(
          "the field has %d bytes instead of %d and is no pointer or unsigned integer"
              .formatted(value.width().target(), value.width().local()));
    }
    if (size.bytes() != value.width().local()) {
      return refused(
          "an access of %d bytes to a field of %d, which has %d on the target"
              .formatted(size.bytes(), value.width().local(), value.width().target()));
    }
    return resized(access, value);
  }

  private static Patch resized(Instruction access, Value value) {
    int bytes = value.width().target();
    boolean possible =
        (bytes == 1 || bytes == 2 || bytes == 4 || bytes == 8)
            && !(access instanceof Instruction.Atomic && bytes < 4)
            && !(access instanceof Instruction.Load load && load.signed() && bytes == 8);
    return possible
        ? new Patch.Done(moved(access, Size.ofBytes(bytes), (int) value.target()))
        : refused("no such access of " + bytes + " bytes");
  }

  private static Instruction moved(Instruction access, Size size, int offset) {
    return switch (access) {
      case Instruction.Load l -> new Instruction.Load(size, l.signed(), l.dst(), l.base(), offset);
      case Instruction.Store s -> new Instruction.Store(size, s.base(), offset, s.value());
      case Instruction.Atomic a ->
          new Instruction.Atomic(a.op(), size == Size.DW, a.base(), offset, a.src());
      default -> throw new IllegalArgumentException("no access to memory: " + access);
    };
  }

  private static Patch unexpected(long placeholder, Value value) {
    return refused(
        "the instruction holds %d, the program's own types say %d"
            .formatted(placeholder, value.local()));
  }

  private static Patch refused(String message) {
    return new Patch.Refused(new Failure(Problem.INSTRUCTION, message));
  }
}
