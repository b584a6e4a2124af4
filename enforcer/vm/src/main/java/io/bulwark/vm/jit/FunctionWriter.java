package io.bulwark.vm.jit;

import io.bulwark.bpf.isa.Code;
import io.bulwark.bpf.isa.Instruction;
import io.bulwark.bpf.isa.Register;
import io.bulwark.vm.program.Program;
import io.bulwark.vm.run.HelperTable;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** Writes the instructions of one region into one method. */
final class FunctionWriter {
  private final CodeBuilder out;
  private final Code code;
  private final RegionPlan.Region region;
  private final BitSet reachable;
  private final InstructionWriter writer;
  private final Anchors anchors;
  private final boolean looping;
  private final AccessWriter accesses;
  private final Map<Integer, Label> labels = new HashMap<>();

  /** Ways out to other regions by the instruction they lead to; ordered, for equal output. */
  private final TreeMap<Integer, Label> exits = new TreeMap<>();

  private final Runnable writeReturn;

  /**
   * A writer for {@code region}.
   *
   * @param writeReturn returns the long on the stack as the function's result
   */
  FunctionWriter(
      CodeBuilder out,
      RegionPlan.Region region,
      BitSet reachable,
      InstructionWriter writer,
      Program program,
      ClassData data,
      Runnable writeReturn) {
    this.out = out;
    this.code = program.code();
    this.region = region;
    this.reachable = reachable;
    this.writer = writer;
    this.writeReturn = writeReturn;
    this.anchors = Anchors.of(code, region, reachable);
    this.accesses = new AccessWriter(out, writer, data, anchors);
    BitSet loops = Loops.of(code, region, reachable);
    this.looping = !loops.isEmpty();
    accesses.plan(code, loops);
  }

  /** The label of instruction {@code index}, here or on the way to its region. */
  Label label(int index) {
    return (region.contains(index) ? labels : exits).computeIfAbsent(index, _ -> out.newLabel());
  }

  /** Ways to other regions that were used. */
  Map<Integer, Label> exits() {
    return exits;
  }

  /** To be written once, before anything jumps to a label. */
  void begin() {
    if (looping) {
      writer.takeFuel();
    }
    accesses.forget();
  }

  /** To be written wherever control leaves the method. */
  void end() {
    if (looping) {
      writer.giveFuel();
    }
  }

  /** Writes all instructions of the region. */
  void write() {
    for (int index = reachable.nextSetBit(region.from());
        index >= 0 && index < region.to();
        index = reachable.nextSetBit(index + 1)) {
      out.labelBinding(label(index));
      anchors.before(index).forEach(accesses::check);
      write(index);
      anchors.behind(index).forEach(accesses::check);
      if (!code.instruction(index).endsBlock() && !region.contains(index + 1)) {
        out.goto_(label(index + 1));
      }
    }
  }

  private void write(int index) {
    if (canFault(index)) {
      out.lineNumber(index + 1);
    }
    if (Values.isCall(code.instruction(index))) {
      end();
    }
    switch (code.instruction(index)) {
      case Instruction.Alu alu -> writer.alu(alu);
      case Instruction.MoveSignExtended move -> writer.moveSignExtended(move);
      case Instruction.Negate negate -> writer.negate(negate);
      case Instruction.Endian endian -> writer.endian(endian);
      case Instruction.LoadImm64 load -> writer.loadImm64(load, code.target(index));
      case Instruction.Load load -> accesses.load(load, index);
      case Instruction.Store store -> accesses.store(store, index);
      case Instruction.Atomic atomic -> writer.atomic(atomic);
      case Instruction.JumpIf jump -> jumpIf(jump, index);
      case Instruction.Jump _ -> jump(index);
      case Instruction.CallLocal _ -> writer.callLocal(code.target(index));
      case Instruction.CallHelper(int id) when id == HelperTable.TAIL_CALL -> tailCall();
      case Instruction.CallHelper(int id) -> writer.callHelper(id);
      case Instruction.CallRegister(Register register) -> writer.callRegister(register);
      case Instruction.CallKfunc(int id, _) -> writer.unsupported(id, true);
      case Instruction.LoadPacket _ -> throw new IllegalStateException("not linked");
      case Instruction.Exit _ -> {
        end();
        writer.get(Register.R0);
        writeReturn.run();
      }
    }
    if (Values.isCall(code.instruction(index))) {
      begin();
    }
  }

  private boolean canFault(int index) {
    return switch (code.instruction(index)) {
      case Instruction.Load _,
          Instruction.Store _,
          Instruction.Atomic _,
          Instruction.CallLocal _,
          Instruction.CallHelper _,
          Instruction.CallRegister _,
          Instruction.CallKfunc _ ->
          true;
      case Instruction.Jump _, Instruction.JumpIf _ -> code.target(index) <= index;
      case Instruction.Alu _,
          Instruction.MoveSignExtended _,
          Instruction.Negate _,
          Instruction.Endian _,
          Instruction.LoadImm64 _,
          Instruction.LoadPacket _,
          Instruction.Exit _ ->
          false;
    };
  }

  private void jumpIf(Instruction.JumpIf jump, int index) {
    int target = code.target(index);
    writer.compare(jump);
    if (target > index) {
      out.branch(Branch.taken(jump), label(target));
      return;
    }
    Label on = out.newLabel();
    out.branch(Branch.notTaken(jump), on);
    writer.charge(index - target + 1);
    out.goto_(label(target)).labelBinding(on);
  }

  private void jump(int index) {
    int target = code.target(index);
    if (target <= index) {
      writer.charge(index - target + 1);
    }
    out.goto_(label(target));
  }

  private void tailCall() {
    Label failed = out.newLabel();
    writer.tailCall(failed);
    writeReturn.run();
    out.labelBinding(failed);
  }
}
