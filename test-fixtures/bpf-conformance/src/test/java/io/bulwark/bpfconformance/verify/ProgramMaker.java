package io.bulwark.bpfconformance.verify;

import io.bulwark.bpf.isa.AluOp;
import io.bulwark.bpf.isa.Code;
import io.bulwark.bpf.isa.Condition;
import io.bulwark.bpf.isa.Instruction;
import io.bulwark.bpf.isa.Label;
import io.bulwark.bpf.isa.Operand;
import io.bulwark.bpf.isa.Register;
import io.bulwark.bpfconformance.verify.Draft.Held;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Makes programs that are valid, or nearly so. */
final class ProgramMaker {
  private final Draft draft;
  private final Maps maps;
  private final Label out;
  private final List<Label> functions = new ArrayList<>();
  private CallFragments calls;
  private int depth;

  private ProgramMaker(RandomGenerator random, Setting setting, Maps maps) {
    int carelessness = random.nextInt(3) == 0 ? 3 : 0;
    draft = new Draft(random, setting, carelessness);
    this.maps = maps;
    out = draft.asm.label("out");
    calls = new CallFragments(draft, maps, out);
  }

  /** A program of {@code setting}. */
  static Code make(RandomGenerator random, Setting setting, Maps maps) {
    Code code = new ProgramMaker(random, setting, maps).make();
    return random.nextInt(4) == 0 ? Mutation.mutate(code, random) : code;
  }

  private Code make() {
    draft.asm.mov(Register.R6, Register.R1);
    draft.set(Register.R1, Held.CONTEXT);
    draft.set(Register.R6, Held.CONTEXT);
    Fragments.context(draft);
    draft.asm.jumpIf(Condition.EQ, draft.holding(Held.NUMBER), draft.immediate(), out);
    body(3 + draft.random.nextInt(10));
    if (draft.chance(70) && draft.has(Held.NUMBER)) {
      draft.asm.mov(Register.R0, draft.holding(Held.NUMBER));
    } else {
      draft.asm.mov(Register.R0, draft.immediate());
    }
    draft.asm.exit();
    draft.asm.bind(out).mov(Register.R0, 0).exit();
    for (int at = 0; at < functions.size() && at < 4; at++) {
      function(functions.get(at));
    }
    for (int at = 4; at < functions.size(); at++) {
      draft.asm.bind(functions.get(at)).mov(Register.R0, 0).exit();
    }
    return draft.asm.build();
  }

  private void function(Label label) {
    draft.asm.bind(label);
    draft.held = new Held[11];
    java.util.Arrays.fill(draft.held, Held.NOTHING);
    draft.held[1] = Held.NUMBER;
    Label leave = draft.asm.label("leave");
    calls = new CallFragments(draft, maps, leave);
    depth = 1;
    body(1 + draft.random.nextInt(4));
    draft.asm.bind(leave).mov(Register.R0, draft.random.nextInt(3)).exit();
  }

  private void body(int count) {
    for (int at = 0; at < count; at++) {
      fragment();
    }
  }

  private void fragment() {
    switch (draft.random.nextInt(30)) {
      case 0, 1, 2, 3, 4 -> Fragments.arithmetic(draft);
      case 5 -> Fragments.extension(draft);
      case 6, 7 -> Fragments.copy(draft);
      case 8 -> context();
      case 9, 10 -> Fragments.stackWrite(draft);
      case 11, 12 -> Fragments.stackRead(draft);
      case 13 -> Fragments.atomic(draft);
      case 14, 15, 16, 17 -> calls.lookUp();
      case 18 -> calls.ring();
      case 19 -> calls.output();
      case 20 -> calls.update();
      case 21 -> calls.fill();
      case 22 -> calls.plain();
      case 23, 24, 25 -> branch();
      case 26 -> loop();
      case 27 -> callFunction();
      case 28 -> rare();
      default -> value();
    }
  }

  private void context() {
    if (!draft.has(Held.CONTEXT)) {
      return;
    }
    if (draft.chance(80)) {
      Fragments.context(draft);
    } else {
      Fragments.contextWrite(draft);
    }
  }

  private void rare() {
    switch (draft.random.nextInt(5)) {
      case 0 -> calls.queue();
      case 1 -> calls.query();
      case 2 -> calls.compare();
      case 3 -> calls.constant();
      default -> {
        if (draft.has(Held.CONTEXT)) {
          calls.tailCall();
        }
      }
    }
  }

  private void value() {
    if (draft.has(Held.VALUE)) {
      Label skip = draft.asm.label("skip");
      Fragments.valueAccess(draft, 24, skip);
      draft.asm.bind(skip);
    }
  }

  private void branch() {
    Register left = draft.holding(Held.NUMBER);
    Label after = draft.asm.label("after");
    Operand right = draft.operand();
    draft.asm.jump(
        new Instruction.JumpIf(draft.condition(), draft.chance(60), left, right, 0), after);
    Held[] before = draft.held.clone();
    nested(1 + draft.random.nextInt(3));
    if (draft.chance(30)) {
      Label end = draft.asm.label("end");
      draft.asm.jump(end).bind(after);
      Held[] first = draft.held;
      draft.held = before;
      nested(1 + draft.random.nextInt(2));
      draft.asm.bind(end);
      draft.meet(first);
    } else {
      draft.asm.bind(after);
      draft.meet(before);
    }
  }

  private void nested(int count) {
    if (depth < 3) {
      depth++;
      body(count);
      depth--;
    }
  }

  private void loop() {
    Register counter = Register.values()[7 + draft.random.nextInt(3)];
    if (draft.held[counter.number()] == Held.CONTEXT || depth >= 2) {
      return;
    }
    int rounds = draft.chance(90) ? 1 + draft.random.nextInt(12) : 1 + draft.random.nextInt(100);
    boolean wide = draft.chance(70);
    draft.asm.mov(counter, 0);
    draft.set(counter, Held.NOTHING);
    Label head = draft.asm.label("head");
    draft.asm.bind(head);
    draft.afterCall(Held.NOTHING);
    Held[] before = draft.held.clone();
    nested(1 + draft.random.nextInt(3));
    draft.asm.add(new Instruction.Alu(AluOp.ADD, wide, counter, Operand.of(1)));
    Condition test = draft.slips() ? draft.condition() : Condition.LT;
    draft.asm.jump(new Instruction.JumpIf(test, wide, counter, Operand.of(rounds), 0), head);
    draft.meet(before);
    draft.set(counter, Held.NUMBER);
  }

  private void callFunction() {
    if (depth > 0) {
      return;
    }
    Held what = draft.has(Held.VALUE) && draft.chance(20) ? Held.VALUE : Held.NUMBER;
    Register argument = draft.holding(what);
    draft.asm.mov(Register.R1, argument);
    if (functions.isEmpty() || draft.chance(50)) {
      functions.add(draft.asm.label("function" + functions.size()));
      draft.asm.call(functions.getLast());
    } else {
      draft.asm.call(draft.pick(functions));
    }
    draft.afterCall(Held.NUMBER);
  }
}
