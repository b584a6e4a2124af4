package io.bulwark.verdicts.seccomp;

import io.bulwark.bpf.cbpf.ClassicAlu;
import io.bulwark.bpf.cbpf.ClassicAssembler;
import io.bulwark.bpf.cbpf.ClassicCondition;
import io.bulwark.bpf.cbpf.ClassicInstruction;
import io.bulwark.bpf.cbpf.ClassicOperand;
import io.bulwark.bpf.cbpf.ClassicRegister;
import io.bulwark.bpf.cbpf.FilterLabel;
import io.bulwark.bpf.cbpf.SeccompAction;
import io.bulwark.bpf.cbpf.SeccompFilter;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Random filters about one test call, which does not exist: all other calls are allowed. What the
 * body computes comes out as the errno, 12 bits for each of three call numbers in a row.
 */
final class FilterGenerator {
  /** How many call numbers a filter answers. */
  static final int NUMBERS = 3;

  private static final int BITS = 12;
  private static final int RESULT = 15;
  private static final int SPARE = 14;
  private static final int[] WORDS = {0, 4, 16, 20, 24, 28, 32, 36, 40, 44, 48, 52, 56, 60};
  private static final int[] NUMBERS_OF_NOTE = {
    0, 1, 2, 31, 32, 255, 0x7fffffff, 0x80000000, -1, -2, 0xffff, 0x10000
  };

  private final RandomGenerator random;
  private final ClassicAssembler asm = new ClassicAssembler();
  private final List<FilterLabel> open = new ArrayList<>();

  private FilterGenerator(RandomGenerator random) {
    this.random = random;
  }

  static SeccompFilter filter(RandomGenerator random, int firstNumber) {
    return SeccompFilter.of(new FilterGenerator(random).assemble(firstNumber).build());
  }

  private ClassicAssembler assemble(int firstNumber) {
    FilterLabel other = asm.label("other");
    FilterLabel own = asm.label("own");
    asm.load(0).jumpUnless(ClassicCondition.GE, firstNumber, other);
    asm.jumpUnless(ClassicCondition.GE, firstNumber + NUMBERS, own).bind(other);
    asm.ret(SeccompAction.ALLOW, 0).bind(own);
    for (int slot = 0; slot < 16; slot++) {
      asm.loadConstant(constant()).storeMemory(slot);
    }
    int length = 1 + random.nextInt(60);
    for (int at = 0; at < length; at++) {
      step();
      open.removeIf(label -> random.nextInt(4) == 0 && bound(label));
    }
    open.forEach(asm::bind);
    asm.storeMemory(RESULT).load(0).alu(ClassicAlu.SUB, firstNumber).alu(ClassicAlu.MUL, BITS);
    asm.copyAToX().loadMemory(RESULT).aluX(ClassicAlu.RSH).alu(ClassicAlu.AND, 0xfff);
    return asm.alu(ClassicAlu.OR, SeccompAction.ERRNO.value()).retA();
  }

  private boolean bound(FilterLabel label) {
    asm.bind(label);
    return true;
  }

  private int constant() {
    return random.nextBoolean()
        ? NUMBERS_OF_NOTE[random.nextInt(NUMBERS_OF_NOTE.length)]
        : random.nextInt();
  }

  private ClassicRegister register() {
    return ClassicRegister.values()[random.nextInt(2)];
  }

  private void step() {
    switch (random.nextInt(10)) {
      case 0 -> asm.load(WORDS[random.nextInt(WORDS.length)]);
      case 1 -> asm.add(new ClassicInstruction.LoadConstant(register(), constant()));
      case 2 -> asm.add(new ClassicInstruction.LoadMemory(register(), random.nextInt(14)));
      case 3 -> asm.add(new ClassicInstruction.StoreMemory(register(), random.nextInt(14)));
      case 4 -> asm.add(new ClassicInstruction.LoadLength(register()));
      case 5 -> asm.add(new ClassicInstruction.Negate());
      case 6 ->
          asm.add(
              random.nextBoolean()
                  ? new ClassicInstruction.CopyAToX()
                  : new ClassicInstruction.CopyXToA());
      case 7, 8 -> alu();
      default -> branch();
    }
  }

  private void alu() {
    ClassicAlu op = ClassicAlu.values()[random.nextInt(ClassicAlu.values().length)];
    if (op == ClassicAlu.MOD) {
      return;
    }
    if (random.nextBoolean()) {
      boolean shift = op == ClassicAlu.LSH || op == ClassicAlu.RSH;
      int value = shift ? random.nextInt(32) : constant();
      asm.alu(op, op == ClassicAlu.DIV && value == 0 ? 7 : value);
      return;
    }
    if (op == ClassicAlu.DIV) {
      // Dividing by 0 would kill the test's thread.
      asm.storeMemory(SPARE).copyXToA().alu(ClassicAlu.OR, 1).copyAToX().loadMemory(SPARE);
    }
    asm.aluX(op);
  }

  private void branch() {
    FilterLabel yes = asm.label("yes");
    FilterLabel no = asm.label("no");
    ClassicOperand operand =
        random.nextBoolean() ? ClassicOperand.x() : ClassicOperand.of(constant());
    ClassicCondition test = ClassicCondition.values()[random.nextInt(4)];
    if (random.nextBoolean()) {
      asm.branch(test, operand, yes, null);
      open.add(yes);
    } else {
      asm.branch(test, operand, yes, no);
      open.add(yes);
      open.add(no);
    }
  }
}
