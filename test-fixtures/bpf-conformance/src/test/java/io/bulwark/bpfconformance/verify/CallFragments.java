package io.bulwark.bpfconformance.verify;

import io.bulwark.bpf.isa.AluOp;
import io.bulwark.bpf.isa.Condition;
import io.bulwark.bpf.isa.Constant;
import io.bulwark.bpf.isa.Instruction;
import io.bulwark.bpf.isa.Label;
import io.bulwark.bpf.isa.Operand;
import io.bulwark.bpf.isa.Register;
import io.bulwark.bpf.isa.Size;
import io.bulwark.bpfconformance.verify.Draft.Held;
import io.bulwark.vm.verify.rules.MapKind;
import io.bulwark.vm.verify.rules.MapShape;
import java.util.List;

/** Pieces of programs that call helpers. */
final class CallFragments {
  private final Draft draft;
  private final Maps maps;
  private final Label out;

  CallFragments(Draft draft, Maps maps, Label out) {
    this.draft = draft;
    this.maps = maps;
    this.out = out;
  }

  private int someMap(MapKind wanted) {
    return maps.descriptor(
        draft.slips()
            ? draft.pick(List.of(MapKind.PROGRAMS, MapKind.RING_BUFFER, MapKind.HASH))
            : wanted);
  }

  /** A stack buffer of {@code size} bytes, all written, in {@code register}. */
  private void buffer(Register register, int size, boolean written) {
    int aligned = (size + 7) & ~7;
    int offset = -Math.max(8, aligned) - 8 * draft.random.nextInt(3);
    if (written) {
      Fragments.stackInit(draft, offset, Math.max(8, aligned));
    }
    draft.asm.mov(register, Register.FP).alu(AluOp.ADD, register, offset);
    draft.set(register, Held.NOTHING);
  }

  private void number(Register register, int value) {
    draft.asm.mov(register, value);
    draft.set(register, Held.NUMBER);
  }

  private void call(int id, Held result) {
    draft.asm.call(id);
    draft.afterCall(result);
  }

  /** A look-up, a null test, accesses; on success the pointer may stay in a saved register. */
  void lookUp() {
    MapKind kind = draft.pick(maps.withValues());
    MapShape shape = maps.shape(maps.descriptor(kind));
    buffer(Register.R2, shape.keySize(), true);
    draft.loadMap(Register.R1, someMap(kind));
    call(1, Held.VALUE);
    Label skip = draft.asm.label("skip");
    nullTest(Register.R0, draft.chance(50) ? out : skip);
    Register kept = Register.values()[6 + draft.random.nextInt(4)];
    if (draft.chance(60) && draft.held[kept.number()] != Held.CONTEXT) {
      draft.asm.mov(kept, Register.R0);
      draft.set(kept, Held.VALUE);
    }
    for (int count = 1 + draft.random.nextInt(2); count > 0; count--) {
      if (!draft.has(Held.NUMBER)) {
        number(Register.R3, draft.immediate());
      }
      Fragments.valueAccess(draft, shape.valueSize(), skip);
    }
    draft.asm.bind(skip);
    draft.set(Register.R0, Held.NOTHING);
    if (kept != Register.R0 && draft.chance(50)) {
      draft.set(kept, Held.NOTHING);
    }
    number(Register.R0, 0);
  }

  private void nullTest(Register pointer, Label target) {
    if (draft.chance(4)) {
      return;
    }
    Condition test = draft.chance(3) ? Condition.NE : Condition.EQ;
    boolean wide = !draft.chance(2);
    draft.asm.jump(
        new Instruction.JumpIf(test, wide, pointer, Operand.of(draft.chance(2) ? 1 : 0), 0),
        target);
  }

  /** A record reserved, written, submitted or discarded. */
  void ring() {
    int size = draft.pick(List.of(8, 16, 24, 40));
    number(Register.R2, size);
    number(Register.R3, draft.slips() ? 7 : 0);
    if (draft.slips()) {
      draft.asm.mov(Register.R2, draft.holding(Held.NUMBER));
    }
    draft.loadMap(Register.R1, someMap(MapKind.RING_BUFFER));
    call(131, Held.RECORD);
    Label skip = draft.asm.label("skip");
    nullTest(Register.R0, draft.chance(30) ? out : skip);
    Register kept = Register.values()[6 + draft.random.nextInt(4)];
    draft.asm.mov(kept, Register.R0);
    draft.set(kept, Held.RECORD);
    for (int count = draft.random.nextInt(3); count > 0; count--) {
      Size width = draft.size();
      int offset = draft.random.nextInt(size / width.bytes()) * width.bytes();
      if (draft.chance(4)) {
        offset += size;
      }
      Register value = draft.has(Held.NUMBER) ? draft.holding(Held.NUMBER) : kept;
      if (value == kept) {
        draft.asm.store(width, kept, offset, draft.immediate());
      } else {
        draft.asm.store(width, kept, offset, value);
      }
    }
    if (draft.chance(20)) {
      Fragments.arithmetic(draft);
    }
    release(kept);
    draft.asm.bind(skip);
    draft.afterCall(Held.NOTHING);
    draft.set(kept, Held.NOTHING);
    number(Register.R0, 1);
  }

  private void release(Register kept) {
    if (draft.chance(3)) {
      return;
    }
    draft.asm.mov(Register.R1, kept);
    if (draft.chance(3)) {
      draft.asm.alu(AluOp.ADD, Register.R1, 8);
    }
    number(Register.R2, 0);
    draft.asm.call(draft.chance(70) ? 132 : 133);
    if (draft.chance(3)) {
      draft.asm.load(Size.DW, Register.R3, kept, 0);
    }
  }

  /** Output of a stack buffer, of a size that may vary. */
  void output() {
    int size = draft.pick(List.of(8, 16, 32));
    buffer(Register.R2, size, true);
    if (draft.chance(60) && draft.has(Held.NUMBER)) {
      Register source = draft.holding(Held.NUMBER);
      draft.asm.mov(Register.R3, source);
      draft.set(Register.R3, Held.NUMBER);
      Label skip = draft.asm.label("skip");
      Fragments.bound(draft, Register.R3, draft.chance(50) ? out : skip);
      draft.asm.bind(skip);
    } else {
      number(Register.R3, size);
    }
    number(Register.R4, 0);
    draft.loadMap(Register.R1, someMap(MapKind.RING_BUFFER));
    call(130, Held.NUMBER);
  }

  void update() {
    MapKind kind = draft.pick(maps.withValues());
    MapShape shape = maps.shape(maps.descriptor(kind));
    buffer(Register.R3, shape.valueSize(), !draft.slips());
    buffer(Register.R2, shape.keySize(), true);
    number(Register.R4, 0);
    draft.loadMap(Register.R1, someMap(kind));
    call(draft.chance(70) ? 2 : 3, Held.NUMBER);
  }

  void queue() {
    buffer(Register.R2, 16, draft.chance(60));
    number(Register.R3, 0);
    draft.loadMap(Register.R1, someMap(MapKind.QUEUE));
    call(draft.pick(List.of(87, 88, 89)), Held.NUMBER);
  }

  /** A function that fills a buffer, whose bytes are then read. */
  void fill() {
    int size = draft.pick(List.of(4, 8, 16));
    buffer(Register.R1, 16, draft.chance(40));
    number(Register.R2, size);
    if (draft.chance(25)) {
      draft.asm.mov(Register.R2, draft.holding(Held.NUMBER));
      Fragments.bound(draft, Register.R2, out);
    }
    number(Register.R3, 0);
    call(draft.pick(List.of(16, 112, 113, 114, 115)), Held.NUMBER);
  }

  /** Functions with numbers, or nothing, for arguments. */
  void plain() {
    int id = draft.pick(List.of(5, 7, 8, 14, 15, 80, 118, 125, 35, 123));
    number(Register.R1, 1);
    call(id, Held.NUMBER);
  }

  void query() {
    number(Register.R2, draft.random.nextInt(4));
    draft.loadMap(Register.R1, someMap(MapKind.RING_BUFFER));
    call(134, Held.NUMBER);
  }

  /** A comparison with a constant string. */
  void compare() {
    draft.asm.add(
        new Instruction.LoadImm64(
            Register.R3,
            new Constant.MapValueByFd(
                maps.constants(), draft.pick(List.of(0, 12, 24, 30, 32, 33)))));
    buffer(Register.R1, 16, true);
    number(Register.R2, draft.pick(List.of(4, 8, 16, 0)));
    call(182, Held.NUMBER);
  }

  /** A constant, which decides branches. */
  void constant() {
    Register register = draft.scratch();
    draft.asm.add(
        new Instruction.LoadImm64(
            register, new Constant.MapValueByFd(maps.constants(), draft.pick(List.of(0, 24, 28)))));
    draft.asm.load(draft.size(), register, register, draft.slips() ? 30 : 0);
    draft.set(register, Held.NUMBER);
  }

  void tailCall() {
    draft.asm.mov(Register.R1, draft.holding(Held.CONTEXT));
    draft.loadMap(Register.R2, someMap(MapKind.PROGRAMS));
    number(Register.R3, draft.random.nextInt(9));
    call(12, Held.NOTHING);
  }
}
