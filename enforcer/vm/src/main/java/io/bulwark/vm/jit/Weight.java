package io.bulwark.vm.jit;

import io.bulwark.bpf.isa.Code;
import io.bulwark.bpf.isa.Instruction;
import io.bulwark.bpf.isa.Register;
import io.bulwark.bpf.isa.Size;

/** How many bytes of bytecode an instruction takes at most. */
final class Weight {
  private Weight() {}

  /** Of instruction {@code index}; {@code looping}: of a function with a jump backwards. */
  static int of(Code code, int index, boolean looping) {
    boolean backwards = code.target(index) <= index;
    return switch (code.instruction(index)) {
      case Instruction.Alu _ -> 16;
      case Instruction.MoveSignExtended _, Instruction.Negate _, Instruction.LoadImm64 _ -> 12;
      case Instruction.Endian _ -> 16;
      case Instruction.Load load -> access(load.base(), load.offset(), load.size(), looping);
      case Instruction.Store store -> access(store.base(), store.offset(), store.size(), looping);
      case Instruction.Atomic _ -> 22;
      case Instruction.JumpIf _ -> backwards ? 40 : 18;
      case Instruction.Jump _ -> backwards ? 26 : 4;
      case Instruction.CallHelper _ -> 60;
      case Instruction.CallRegister _ -> 50;
      case Instruction.CallLocal _ -> 64;
      case Instruction.CallKfunc _ -> 12;
      case Instruction.LoadPacket _ -> 0;
      case Instruction.Exit _ -> 18;
    };
  }

  /** A slot of the frame; two ways to access; a window. */
  private static int access(Register base, int offset, Size size, boolean looping) {
    if (Anchors.isOwnSlot(base, offset, size.bytes())) {
      return 20;
    }
    return looping ? 66 : 44;
  }
}
