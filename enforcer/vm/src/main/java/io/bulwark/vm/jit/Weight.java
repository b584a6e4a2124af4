package io.bulwark.vm.jit;

import io.bulwark.bpf.isa.Instruction;

/** How many bytes of bytecode an instruction takes at most. */
final class Weight {
  private Weight() {}

  static int of(Instruction instruction) {
    return switch (instruction) {
      case Instruction.Alu _ -> 16;
      case Instruction.MoveSignExtended _, Instruction.Negate _, Instruction.LoadImm64 _ -> 12;
      case Instruction.Endian _ -> 16;
      case Instruction.Load _ -> 64;
      case Instruction.Store _ -> 64;
      case Instruction.Atomic _ -> 22;
      case Instruction.JumpIf _ -> 38;
      case Instruction.Jump _ -> 26;
      case Instruction.CallHelper _ -> 60;
      case Instruction.CallRegister _ -> 50;
      case Instruction.CallLocal _ -> 64;
      case Instruction.CallKfunc _ -> 12;
      case Instruction.LoadPacket _ -> 0;
      case Instruction.Exit _ -> 18;
    };
  }
}
