package io.bulwark.vm.jit;

import static io.bulwark.bpf.isa.Register.*;
import static java.lang.constant.ConstantDescs.CD_boolean;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_long;
import static java.lang.constant.ConstantDescs.CD_short;
import static java.lang.constant.ConstantDescs.CD_void;

import io.bulwark.bpf.isa.AluOp;
import io.bulwark.bpf.isa.AtomicOp;
import io.bulwark.bpf.isa.Constant;
import io.bulwark.bpf.isa.EndianOp;
import io.bulwark.bpf.isa.Instruction;
import io.bulwark.bpf.isa.Operand;
import io.bulwark.bpf.isa.Register;
import io.bulwark.vm.program.Program;
import io.bulwark.vm.program.Subprogram;
import io.bulwark.vm.run.Execution;
import io.bulwark.vm.run.HelperFunction;
import io.bulwark.vm.run.HelperTable;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.Locale;

/** Bytecode of what depends on nothing but the instruction: no loads, stores, jumps and exits. */
final class InstructionWriter {
  private static final long LOW = 0xffff_ffffL;

  private final CodeBuilder out;
  private final Program program;
  private final HelperTable helpers;
  private final ClassData data;

  InstructionWriter(CodeBuilder out, Program program, HelperTable helpers, ClassData data) {
    this.out = out;
    this.program = program;
    this.helpers = helpers;
    this.data = data;
  }

  void get(Register register) {
    out.lload(Locals.of(register));
  }

  void put(Register register) {
    out.lstore(Locals.of(register));
  }

  /** Pushes a 64-bit number; small ones without an entry in the constant pool. */
  void push(long value) {
    if (value == 0 || value == 1 || value != (short) value) {
      out.loadConstant(value);
    } else {
      out.loadConstant((int) value).i2l();
    }
  }

  void value(Operand operand) {
    switch (operand) {
      case Operand.Reg(Register register) -> get(register);
      case Operand.Imm(int number) -> push(number);
    }
  }

  private void narrowValue(Operand operand) {
    switch (operand) {
      case Operand.Reg(Register register) -> {
        get(register);
        out.l2i();
      }
      case Operand.Imm(int number) -> out.loadConstant(number);
    }
  }

  private void zeroExtend() {
    out.i2l();
    maskLow();
  }

  private void maskLow() {
    push(LOW);
    out.land();
  }

  void alu(Instruction.Alu alu) {
    if (alu.op() == AluOp.MOV) {
      move(alu);
    } else if (alu.wide()) {
      wide(alu);
    } else {
      narrow(alu);
    }
  }

  private void move(Instruction.Alu alu) {
    switch (alu.src()) {
      case Operand.Imm(int number) -> push(alu.wide() ? number : number & LOW);
      case Operand.Reg(Register register) -> {
        get(register);
        if (!alu.wide()) {
          maskLow();
        }
      }
    }
    put(alu.dst());
  }

  private void wide(Instruction.Alu alu) {
    get(alu.dst());
    switch (alu.op()) {
      case LSH, RSH, ARSH -> narrowValue(alu.src());
      case ADD, SUB, MUL, DIV, SDIV, OR, AND, MOD, SMOD, XOR, MOV -> value(alu.src());
    }
    switch (alu.op()) {
      case ADD -> out.ladd();
      case SUB -> out.lsub();
      case MUL -> out.lmul();
      case DIV -> runtime("div64", CD_long);
      case SDIV -> runtime("sdiv64", CD_long);
      case OR -> out.lor();
      case AND -> out.land();
      case LSH -> out.lshl();
      case RSH -> out.lushr();
      case MOD -> runtime("mod64", CD_long);
      case SMOD -> runtime("smod64", CD_long);
      case XOR -> out.lxor();
      case MOV -> throw new IllegalStateException("moves are written elsewhere");
      case ARSH -> out.lshr();
    }
    put(alu.dst());
  }

  private void narrow(Instruction.Alu alu) {
    get(alu.dst());
    out.l2i();
    narrowValue(alu.src());
    switch (alu.op()) {
      case ADD -> out.iadd();
      case SUB -> out.isub();
      case MUL -> out.imul();
      case DIV -> runtime("div32", CD_int);
      case SDIV -> runtime("sdiv32", CD_int);
      case OR -> out.ior();
      case AND -> out.iand();
      case LSH -> out.ishl();
      case RSH -> out.iushr();
      case MOD -> runtime("mod32", CD_int);
      case SMOD -> runtime("smod32", CD_int);
      case XOR -> out.ixor();
      case MOV -> throw new IllegalStateException("moves are written elsewhere");
      case ARSH -> out.ishr();
    }
    zeroExtend();
    put(alu.dst());
  }

  private void runtime(String name, ClassDesc type) {
    out.invokestatic(Names.RUNTIME, name, MethodTypeDesc.of(type, type, type));
  }

  void moveSignExtended(Instruction.MoveSignExtended move) {
    get(move.src());
    signExtend(move.bits());
    if (!move.wide()) {
      maskLow();
    }
    put(move.dst());
  }

  void signExtend(int bits) {
    out.l2i();
    switch (bits) {
      case 8 -> out.i2b();
      case 16 -> out.i2s();
      default -> {}
    }
    out.i2l();
  }

  void negate(Instruction.Negate negate) {
    get(negate.dst());
    out.lneg();
    if (!negate.wide()) {
      maskLow();
    }
    put(negate.dst());
  }

  void endian(Instruction.Endian endian) {
    get(endian.dst());
    boolean swap = endian.op() != EndianOp.LE;
    switch (endian.bits()) {
      case 16 -> {
        if (swap) {
          out.l2i().i2s();
          out.invokestatic(describe(Short.class), "reverseBytes", reverse(CD_short)).i2l();
        }
        push(0xffff);
        out.land();
      }
      case 32 -> {
        if (swap) {
          out.l2i();
          out.invokestatic(describe(Integer.class), "reverseBytes", reverse(CD_int)).i2l();
        }
        maskLow();
      }
      default -> {
        if (swap) {
          out.invokestatic(describe(Long.class), "reverseBytes", reverse(CD_long));
        }
      }
    }
    put(endian.dst());
  }

  private static MethodTypeDesc reverse(ClassDesc type) {
    return MethodTypeDesc.of(type, type);
  }

  private static ClassDesc describe(Class<?> type) {
    return type.describeConstable().orElseThrow();
  }

  void loadImm64(Instruction.LoadImm64 load, int target) {
    switch (load.value()) {
      case Constant.Number(long number) -> push(number);
      case Constant.FunctionAddress _ -> push(Program.FUNCTION | target);
      case Constant.MapByFd _,
          Constant.MapValueByFd _,
          Constant.KernelVariable _,
          Constant.MapByIndex _,
          Constant.MapValueByIndex _ ->
          throw new IllegalStateException("not linked: " + load);
    }
    put(load.dst());
  }

  void address(Register base, int offset) {
    get(base);
    if (offset != 0) {
      push(offset);
      out.ladd();
    }
  }

  void atomic(Instruction.Atomic atomic) {
    String name =
        atomic.op().name().replace("FETCH_", "").toLowerCase(Locale.ROOT)
            + (atomic.wide() ? "64" : "32");
    out.ldc(data.cells());
    address(atomic.base(), atomic.offset());
    if (atomic.op() == AtomicOp.CMPXCHG) {
      get(R0);
      get(atomic.src());
      out.invokestatic(
          Names.RUNTIME, name, MethodTypeDesc.of(CD_long, Names.CELLS, CD_long, CD_long, CD_long));
      put(R0);
      return;
    }
    get(atomic.src());
    out.invokestatic(
        Names.RUNTIME, name, MethodTypeDesc.of(CD_long, Names.CELLS, CD_long, CD_long));
    if (atomic.op().fetches()) {
      put(atomic.src());
    } else {
      out.pop2();
    }
  }

  void callHelper(int id) {
    HelperFunction function = helpers.function(id);
    if (function == null) {
      unsupported(id, false);
      return;
    }
    out.ldc(data.helper(function)).aload(Locals.EXECUTION);
    arguments();
    out.invokeinterface(Names.HELPER, "call", Names.HELPER_CALL);
    put(R0);
  }

  private void arguments() {
    get(R1);
    get(R2);
    get(R3);
    get(R4);
    get(R5);
  }

  void unsupported(long id, boolean kfunc) {
    push(id);
    out.loadConstant(kfunc ? 1 : 0);
    out.invokestatic(
        Names.EXECUTION, "unsupported", MethodTypeDesc.of(Names.SIGNAL, CD_long, CD_boolean));
    out.athrow();
  }

  void callRegister(Register id) {
    out.aload(Locals.EXECUTION);
    get(id);
    arguments();
    out.invokevirtual(Names.EXECUTION, "callById", Names.CALL_BY_ID);
    put(R0);
  }

  void callLocal(int entry) {
    Subprogram callee = program.subprogram(entry);
    out.aload(Locals.EXECUTION).loadConstant(callee.span());
    out.invokevirtual(Names.EXECUTION, "enter", MethodTypeDesc.of(CD_void, CD_int));
    out.aload(Locals.EXECUTION);
    arguments();
    get(R10);
    push(Execution.FRAME_STRIDE);
    out.lsub();
    out.invokestatic(Names.GENERATED, ClassGenerator.name(callee), Names.FUNCTION);
    put(R0);
    out.aload(Locals.EXECUTION);
    out.invokevirtual(Names.EXECUTION, "leave", MethodTypeDesc.of(CD_void));
  }

  /** Leaves the result of the tail-called program on the stack, or goes on at {@code failed}. */
  void tailCall(Label failed) {
    out.aload(Locals.EXECUTION);
    get(R2);
    get(R3);
    out.invokevirtual(
        Names.EXECUTION, "tailTarget", MethodTypeDesc.of(Names.BODY, CD_long, CD_long));
    out.dup().astore(Locals.TARGET).ifnull(failed);
    out.aload(Locals.EXECUTION).aload(Locals.TARGET);
    get(R1);
    get(R10);
    out.invokevirtual(
        Names.EXECUTION, "tailCall", MethodTypeDesc.of(CD_long, Names.BODY, CD_long, CD_long));
  }

  /** Takes what is left of the fuel into a local. */
  void takeFuel() {
    out.aload(Locals.EXECUTION);
    out.invokevirtual(Names.EXECUTION, "fuel", MethodTypeDesc.of(CD_long)).lstore(Locals.FUEL);
  }

  /** Gives the local's fuel back to the execution. */
  void giveFuel() {
    out.aload(Locals.EXECUTION).lload(Locals.FUEL);
    out.invokevirtual(Names.EXECUTION, "setFuel", MethodTypeDesc.of(CD_void, CD_long));
  }

  /** Pays from the local. */
  void charge(int instructions) {
    Label enough = out.newLabel();
    out.lload(Locals.FUEL);
    push(instructions);
    out.lsub().dup2().lstore(Locals.FUEL).lconst_0().lcmp().ifge(enough);
    giveFuel();
    out.labelBinding(enough);
  }

  /** Pushes what {@link Branch} tests. */
  void compare(Instruction.JumpIf jump) {
    if (jump.wide()) {
      get(jump.left());
      value(jump.right());
    } else {
      get(jump.left());
      out.l2i();
      narrowValue(jump.right());
    }
    ClassDesc type = jump.wide() ? CD_long : CD_int;
    switch (jump.condition()) {
      case SET -> {
        if (jump.wide()) {
          out.land().lconst_0().lcmp();
        } else {
          out.iand();
        }
      }
      case GT, GE, LT, LE ->
          out.invokestatic(
              describe(jump.wide() ? Long.class : Integer.class),
              "compareUnsigned",
              MethodTypeDesc.of(CD_int, type, type));
      case EQ, NE, SGT, SGE, SLT, SLE -> {
        if (jump.wide()) {
          out.lcmp();
        }
      }
    }
  }
}
