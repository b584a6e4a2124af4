package io.bulwark.bpfconformance.verify;

import io.bulwark.bpf.isa.AluOp;
import io.bulwark.bpf.isa.Assembler;
import io.bulwark.bpf.isa.Condition;
import io.bulwark.bpf.isa.Constant;
import io.bulwark.bpf.isa.Instruction;
import io.bulwark.bpf.isa.IsaLevel;
import io.bulwark.bpf.isa.Operand;
import io.bulwark.bpf.isa.Register;
import io.bulwark.bpf.isa.Size;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/** A program in the making, and what its generator believes the registers to hold. */
final class Draft {
  /** What a register is believed to hold. */
  enum Held {
    NOTHING,
    NUMBER,
    CONTEXT,
    STACK,
    VALUE,
    RECORD
  }

  static final int[] INTERESTING = {
    0,
    1,
    -1,
    2,
    3,
    4,
    7,
    8,
    12,
    15,
    16,
    31,
    32,
    33,
    48,
    56,
    60,
    62,
    63,
    64,
    65,
    127,
    128,
    255,
    256,
    4095,
    4096,
    0xffff,
    0x7fffffff,
    0x80000000,
    -2,
    -8,
    -4095
  };

  final Assembler asm = new Assembler(IsaLevel.V4);
  final RandomGenerator random;
  final Setting setting;
  Held[] held = new Held[11];

  /** How careless the generator is, in per cent. */
  final int carelessness;

  Draft(RandomGenerator random, Setting setting, int carelessness) {
    this.random = random;
    this.setting = setting;
    this.carelessness = carelessness;
    Arrays.fill(held, Held.NOTHING);
    held[10] = Held.STACK;
  }

  boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }

  boolean slips() {
    return chance(carelessness);
  }

  <T> T pick(List<T> from) {
    return from.get(random.nextInt(from.size()));
  }

  <T> T pick(T[] from) {
    return from[random.nextInt(from.length)];
  }

  int immediate() {
    return chance(85)
        ? INTERESTING[random.nextInt(INTERESTING.length)]
        : random.nextInt() >> random.nextInt(32);
  }

  /** A register believed to hold this, or where there is none a new number. */
  Register holding(Held wanted) {
    if (slips()) {
      return Register.values()[random.nextInt(11)];
    }
    List<Register> fitting = new ArrayList<>();
    for (int at = 0; at < 10; at++) {
      if (held[at] == wanted) {
        fitting.add(Register.values()[at]);
      }
    }
    if (!fitting.isEmpty()) {
      return pick(fitting);
    }
    Register made = scratch();
    asm.mov(made, immediate());
    set(made, Held.NUMBER);
    return made;
  }

  boolean has(Held wanted) {
    return Arrays.asList(held).subList(0, 10).contains(wanted);
  }

  /** A register that may be overwritten. */
  Register scratch() {
    for (int tries = 0; tries < 20; tries++) {
      int at = random.nextInt(10);
      if (held[at] == Held.NOTHING || held[at] == Held.NUMBER) {
        return Register.values()[at];
      }
    }
    return Register.values()[random.nextInt(6)];
  }

  void set(Register register, Held what) {
    held[register.number()] = what;
  }

  void afterCall(Held result) {
    Arrays.fill(held, 0, 6, Held.NOTHING);
    held[0] = result;
  }

  AluOp op() {
    return pick(AluOp.values());
  }

  Condition condition() {
    return pick(Condition.values());
  }

  Size size() {
    return pick(Size.values());
  }

  Operand operand() {
    return chance(60) ? Operand.of(immediate()) : Operand.of(holding(Held.NUMBER));
  }

  void loadMap(Register register, int descriptor) {
    asm.add(new Instruction.LoadImm64(register, new Constant.MapByFd(descriptor)));
    set(register, Held.NOTHING);
  }

  /** What holds on both ways, where they meet. */
  void meet(Held[] other) {
    for (int at = 0; at < 10; at++) {
      if (held[at] != other[at]) {
        held[at] = Held.NOTHING;
      }
    }
  }
}
