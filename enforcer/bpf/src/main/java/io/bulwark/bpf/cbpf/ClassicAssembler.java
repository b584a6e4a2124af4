package io.bulwark.bpf.cbpf;

import io.bulwark.bpf.isa.AssemblyException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Builds {@link ClassicCode} and reads like assembly.
 *
 * <pre>{@code
 * ClassicAssembler asm = new ClassicAssembler();
 * FilterLabel deny = asm.label("deny");
 * asm.load(0).jumpIf(EQ, 101, deny).ret(ALLOW, 0).bind(deny).ret(ERRNO, 1);
 * ClassicCode code = asm.build();
 * }</pre>
 *
 * <p>Conditional jumps reach 255 instructions; one that has farther to go jumps over an
 * unconditional jump, which reaches everywhere. Labels are bound after all jumps to them: filters
 * only go forward. Not for use by several threads.
 */
public final class ClassicAssembler {
  private final List<ClassicItem> items = new ArrayList<>();
  private final Set<FilterLabel> bound = new HashSet<>();

  /** With nothing in it. */
  public ClassicAssembler() {}

  /** A new label; {@code name} is for messages only. */
  public FilterLabel label(String name) {
    return new FilterLabel(name);
  }

  /**
   * Puts {@code label} here.
   *
   * @throws AssemblyException if it has a place already
   */
  public ClassicAssembler bind(FilterLabel label) {
    if (!bound.add(label)) {
      throw new AssemblyException("label `" + label + "` is bound twice");
    }
    return item(new ClassicItem.Bind(label));
  }

  /** Adds an instruction as it is. */
  public ClassicAssembler add(ClassicInstruction instruction) {
    return item(new ClassicItem.Plain(instruction));
  }

  private ClassicAssembler item(ClassicItem item) {
    items.add(item);
    return this;
  }

  /** {@code A = data word at offset}. */
  public ClassicAssembler load(int offset) {
    return add(new ClassicInstruction.LoadPacket(ClassicWidth.W, false, offset));
  }

  /** {@code A = value}. */
  public ClassicAssembler loadConstant(int value) {
    return add(new ClassicInstruction.LoadConstant(ClassicRegister.A, value));
  }

  /** {@code A = memory[slot]}. */
  public ClassicAssembler loadMemory(int slot) {
    return add(new ClassicInstruction.LoadMemory(ClassicRegister.A, slot));
  }

  /** {@code memory[slot] = A}. */
  public ClassicAssembler storeMemory(int slot) {
    return add(new ClassicInstruction.StoreMemory(ClassicRegister.A, slot));
  }

  /** {@code A = A op value}. */
  public ClassicAssembler alu(ClassicAlu op, int value) {
    return add(new ClassicInstruction.Alu(op, ClassicOperand.of(value)));
  }

  /** {@code A = A op X}. */
  public ClassicAssembler aluX(ClassicAlu op) {
    return add(new ClassicInstruction.Alu(op, ClassicOperand.x()));
  }

  /** {@code X = A}. */
  public ClassicAssembler copyAToX() {
    return add(new ClassicInstruction.CopyAToX());
  }

  /** {@code A = X}. */
  public ClassicAssembler copyXToA() {
    return add(new ClassicInstruction.CopyXToA());
  }

  /** Goes on at {@code target}. */
  public ClassicAssembler jump(FilterLabel target) {
    return item(new ClassicItem.Always(ahead(target)));
  }

  /** Goes on at {@code yes} if {@code A test value}, else with what follows. */
  public ClassicAssembler jumpIf(ClassicCondition test, int value, FilterLabel yes) {
    return branch(test, ClassicOperand.of(value), yes, null);
  }

  /** Goes on at {@code no} unless {@code A test value}. */
  public ClassicAssembler jumpUnless(ClassicCondition test, int value, FilterLabel no) {
    return branch(test, ClassicOperand.of(value), null, no);
  }

  /** Goes on at {@code yes} if {@code A test operand}, else at {@code no}; null is what follows. */
  public ClassicAssembler branch(
      ClassicCondition test,
      ClassicOperand operand,
      @Nullable FilterLabel yes,
      @Nullable FilterLabel no) {
    return item(new ClassicItem.Branch(test, operand, maybeAhead(yes), maybeAhead(no)));
  }

  private @Nullable FilterLabel maybeAhead(@Nullable FilterLabel label) {
    return label == null ? null : ahead(label);
  }

  private FilterLabel ahead(FilterLabel label) {
    if (bound.contains(label)) {
      throw new AssemblyException("label `" + label + "` lies behind, and filters only go forward");
    }
    return label;
  }

  /** Ends the filter with {@code value}. */
  public ClassicAssembler ret(int value) {
    return add(new ClassicInstruction.Return(value));
  }

  /** Ends the filter with an action and 16 bits of data. */
  public ClassicAssembler ret(SeccompAction action, int data) {
    return ret(action.with(data));
  }

  /** Ends the filter with A. */
  public ClassicAssembler retA() {
    return add(new ClassicInstruction.ReturnA());
  }

  /**
   * The code, all distances resolved.
   *
   * @throws AssemblyException if a label is not bound
   * @throws InvalidFilter if the kernel would refuse it, above all for its length
   */
  public ClassicCode build() {
    for (ClassicItem item : items) {
      switch (item) {
        case ClassicItem.Always(FilterLabel target) -> requireBound(target);
        case ClassicItem.Branch(_, _, FilterLabel yes, FilterLabel no) -> {
          requireBound(yes);
          requireBound(no);
        }
        case ClassicItem.Bind _, ClassicItem.Plain _ -> {}
      }
    }
    return ClassicCode.of(new ClassicLayout(items).instructions());
  }

  private void requireBound(@Nullable FilterLabel label) {
    if (label != null && !bound.contains(label)) {
      throw new AssemblyException("label `" + label + "` is never bound");
    }
  }
}
