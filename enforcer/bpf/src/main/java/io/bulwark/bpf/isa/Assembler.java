package io.bulwark.bpf.isa;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Builds {@link Code} and reads like assembly.
 *
 * <pre>{@code
 * Assembler asm = new Assembler(IsaLevel.V3);
 * Label out = asm.label("out");
 * asm.mov(R0, 0).load(Size.DW, R2, R1, 8).jumpIf(NE, R2, 0, out).mov(R0, 1).bind(out).exit();
 * Code code = asm.build();
 * }</pre>
 *
 * <p>Offsets are resolved once, in {@link #build}. A jump that needs more than 16 bits takes the
 * long form where the level has one. Not for use by several threads.
 */
public final class Assembler {
  private final IsaLevel level;
  private final List<Item> items = new ArrayList<>();
  private final Set<Label> bound = new HashSet<>();
  private @Nullable SourceLine source;

  /** For a target of {@code level}. */
  public Assembler(IsaLevel level) {
    this.level = level;
  }

  /** A new label; {@code name} is for messages only. */
  public Label label(String name) {
    return new Label(name);
  }

  /** Puts {@code label} here. */
  public Assembler bind(Label label) {
    if (!bound.add(label)) {
      throw new AssemblyException("label `" + label + "` is bound twice");
    }
    items.add(new Item.Bind(label));
    return this;
  }

  /** What follows implements this policy line; null: nothing known. */
  public Assembler at(@Nullable SourceLine line) {
    source = line;
    return this;
  }

  /** Adds an instruction as it is. */
  public Assembler add(Instruction instruction) {
    return add(instruction, Metadata.NONE);
  }

  /** Adds an instruction with what is known about it; a missing source line is the current one. */
  public Assembler add(Instruction instruction, Metadata metadata) {
    items.add(new Item.Plain(new Statement(instruction, located(metadata))));
    return this;
  }

  private Assembler add(Instruction instruction, Label target) {
    items.add(new Item.Leading(instruction, target, located(Metadata.NONE)));
    return this;
  }

  private Metadata located(Metadata metadata) {
    return metadata.source() == null ? metadata.withSource(source) : metadata;
  }

  /** {@code dst op= src} on 64 bits. */
  public Assembler alu(AluOp op, Register dst, Register src) {
    return add(new Instruction.Alu(op, true, dst, Operand.of(src)));
  }

  /** {@code dst op= imm} on 64 bits. */
  public Assembler alu(AluOp op, Register dst, int imm) {
    return add(new Instruction.Alu(op, true, dst, Operand.of(imm)));
  }

  /** {@code dst op= src} on 32 bits. */
  public Assembler alu32(AluOp op, Register dst, Register src) {
    return add(new Instruction.Alu(op, false, dst, Operand.of(src)));
  }

  /** {@code dst op= imm} on 32 bits. */
  public Assembler alu32(AluOp op, Register dst, int imm) {
    return add(new Instruction.Alu(op, false, dst, Operand.of(imm)));
  }

  /** {@code dst = src}. */
  public Assembler mov(Register dst, Register src) {
    return alu(AluOp.MOV, dst, src);
  }

  /** {@code dst = imm}, sign-extended. */
  public Assembler mov(Register dst, int imm) {
    return alu(AluOp.MOV, dst, imm);
  }

  /** {@code dst = value}, in one slot where it fits. */
  public Assembler mov64(Register dst, long value) {
    return value == (int) value
        ? mov(dst, (int) value)
        : add(new Instruction.LoadImm64(dst, new Constant.Number(value)));
  }

  /** {@code dst = *(base + offset)}, zero-extended. */
  public Assembler load(Size size, Register dst, Register base, int offset) {
    return add(new Instruction.Load(size, false, dst, base, offset));
  }

  /**
   * {@code dst = *(base + offset)} where a loader relocates {@code offset}, which has to be the
   * field's place in the object's own type.
   */
  public Assembler loadField(
      Size size, Register dst, Register base, int offset, CoreRelocation relocation) {
    return add(
        new Instruction.Load(size, false, dst, base, offset), Metadata.NONE.withCore(relocation));
  }

  /** {@code *(base + offset) = src}. */
  public Assembler store(Size size, Register base, int offset, Register src) {
    return add(new Instruction.Store(size, base, offset, Operand.of(src)));
  }

  /** {@code *(base + offset) = imm}. */
  public Assembler store(Size size, Register base, int offset, int imm) {
    return add(new Instruction.Store(size, base, offset, Operand.of(imm)));
  }

  /** {@code dst = &map}. */
  public Assembler loadMap(Register dst, String map) {
    return reference(dst, new Reference.ToMap(map));
  }

  /** {@code dst = &variable}. */
  public Assembler loadVariable(Register dst, String variable) {
    return reference(dst, new Reference.ToVariable(variable, 0));
  }

  /** {@code dst = &function}. */
  public Assembler loadFunction(Register dst, String function) {
    return reference(dst, new Reference.ToFunction(function));
  }

  private Assembler reference(Register dst, Reference reference) {
    return add(
        new Instruction.LoadImm64(dst, new Constant.Number(0)),
        Metadata.NONE.withReference(reference));
  }

  /** Goes on at {@code target} if {@code left test right} on 64 bits. */
  public Assembler jumpIf(Condition test, Register left, Register right, Label target) {
    return add(new Instruction.JumpIf(test, true, left, Operand.of(right), 0), target);
  }

  /** Goes on at {@code target} if {@code left test imm} on 64 bits. */
  public Assembler jumpIf(Condition test, Register left, int imm, Label target) {
    return add(new Instruction.JumpIf(test, true, left, Operand.of(imm), 0), target);
  }

  /** Goes on at {@code target} if {@code left test right} on 32 bits. */
  public Assembler jumpIf32(Condition test, Register left, Register right, Label target) {
    return add(new Instruction.JumpIf(test, false, left, Operand.of(right), 0), target);
  }

  /** Goes on at {@code target} if {@code left test imm} on 32 bits. */
  public Assembler jumpIf32(Condition test, Register left, int imm, Label target) {
    return add(new Instruction.JumpIf(test, false, left, Operand.of(imm), 0), target);
  }

  /** Goes on at {@code target}. */
  public Assembler jump(Label target) {
    return add(new Instruction.Jump(0, false), target);
  }

  /** Adds a conditional or unconditional jump of any shape whose own offset does not matter. */
  public Assembler jump(Instruction jump, Label target) {
    return add(jump, target);
  }

  /** Calls helper function {@code id}. */
  public Assembler call(int id) {
    return add(new Instruction.CallHelper(id));
  }

  /** Calls a function of this code. */
  public Assembler call(Label target) {
    return add(new Instruction.CallLocal(0), target);
  }

  /** Calls a function of the object, which a loader finds by name. */
  public Assembler callFunction(String function) {
    return add(
        new Instruction.CallLocal(-1),
        Metadata.NONE.withReference(new Reference.ToFunction(function)));
  }

  /** Returns r0. */
  public Assembler exit() {
    return add(new Instruction.Exit());
  }

  /** Whether nothing was added yet. */
  public boolean isEmpty() {
    return items.isEmpty();
  }

  /**
   * The code, all offsets resolved.
   *
   * @throws AssemblyException if a label is not bound, or too far away for the level
   * @throws InvalidBytecode if the code runs off its end
   */
  public Code build() {
    for (Item item : items) {
      if (item instanceof Item.Leading(_, Label target, _) && !bound.contains(target)) {
        throw new AssemblyException("label `" + target + "` is never bound");
      }
    }
    return Code.of(new Layout(items, level).statements());
  }
}
