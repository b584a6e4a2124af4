package io.bulwark.vm.jit;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.INIT_NAME;
import static java.lang.constant.ConstantDescs.MTD_void;

import io.bulwark.bpf.isa.Register;
import io.bulwark.vm.program.Program;
import io.bulwark.vm.program.Subprogram;
import io.bulwark.vm.run.HelperTable;
import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.instruction.SwitchCase;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Writes the class of one program. */
final class ClassGenerator {
  private final Program program;
  private final HelperTable helpers;
  private final ClassData data;

  ClassGenerator(Program program, HelperTable helpers, ClassData data) {
    this.program = program;
    this.helpers = helpers;
    this.data = data;
  }

  /** The method of a function. */
  static String name(Subprogram function) {
    return "f" + function.entry();
  }

  byte[] generate() {
    return ClassFile.of()
        .build(
            Names.GENERATED,
            out -> {
              out.withFlags(ClassFile.ACC_FINAL | ClassFile.ACC_SUPER);
              out.withInterfaceSymbols(Names.BODY);
              out.withMethodBody(INIT_NAME, MTD_void, 0, ClassGenerator::constructor);
              out.withMethodBody(
                  "program", MethodTypeDesc.of(Names.PROGRAM), ClassFile.ACC_PUBLIC, this::program);
              out.withMethodBody("call", Names.CALL, ClassFile.ACC_PUBLIC, this::call);
              program.subprograms().values().forEach(function -> function(out, function));
            });
  }

  private static void constructor(CodeBuilder out) {
    out.aload(0).invokespecial(CD_Object, INIT_NAME, MTD_void).return_();
  }

  private void program(CodeBuilder out) {
    out.ldc(data.program()).areturn();
  }

  /** {@link io.bulwark.vm.run.Body#call}: picks the function, and gives faults their place. */
  private void call(CodeBuilder out) {
    out.trying(
        body -> {
          List<SwitchCase> cases = new ArrayList<>();
          program
              .subprograms()
              .keySet()
              .forEach(entry -> cases.add(SwitchCase.of(entry, body.newLabel())));
          body.iload(2).lookupswitch(cases.getFirst().target(), cases);
          for (SwitchCase function : cases) {
            body.labelBinding(function.target()).aload(1);
            for (int argument = 0; argument < 6; argument++) {
              body.lload(3 + 2 * argument);
            }
            body.invokestatic(
                Names.GENERATED, name(program.subprogram(function.caseValue())), Names.FUNCTION);
            body.lreturn();
          }
        },
        handlers ->
            handlers.catching(
                Names.SIGNAL,
                handler ->
                    handler
                        .ldc(data.program())
                        .invokestatic(
                            Names.COMPILER,
                            "placed",
                            MethodTypeDesc.of(Names.SIGNAL, Names.SIGNAL, Names.PROGRAM))
                        .athrow()));
  }

  private void function(ClassBuilder out, Subprogram function) {
    RegionPlan plan = RegionPlan.of(program, function);
    int flags = ClassFile.ACC_STATIC | ClassFile.ACC_PRIVATE;
    if (plan.isSingle()) {
      out.withMethodBody(
          name(function), Names.FUNCTION, flags, body -> whole(body, plan, function));
      return;
    }
    out.withMethodBody(name(function), Names.FUNCTION, flags, body -> driver(body, plan, function));
    for (RegionPlan.Region region : plan.regions()) {
      out.withMethodBody(
          regionName(function, region), Names.REGION, flags, body -> region(body, plan, region));
    }
  }

  private static String regionName(Subprogram function, RegionPlan.Region region) {
    return name(function) + "_" + region.from();
  }

  private InstructionWriter writer(CodeBuilder out) {
    return new InstructionWriter(out, program, helpers, data);
  }

  /** A function in one method. */
  private void whole(CodeBuilder out, RegionPlan plan, Subprogram function) {
    for (int register : new int[] {0, 6, 7, 8, 9}) {
      out.lconst_0().lstore(Locals.of(register));
    }
    FunctionWriter writer =
        new FunctionWriter(
            out,
            plan.regions().getFirst(),
            plan.reachable(),
            writer(out),
            program,
            data,
            out::lreturn);
    writer.begin();
    out.goto_(writer.label(function.entry()));
    writer.write();
  }

  /** Calls regions until one says that the function is over. */
  private void driver(CodeBuilder out, RegionPlan plan, Subprogram function) {
    int entryLocal = Locals.TARGET;
    out.aload(Locals.EXECUTION)
        .invokevirtual(Names.EXECUTION, "registers", MethodTypeDesc.of(Names.LONGS))
        .astore(Locals.FILE);
    for (int register : new int[] {1, 2, 3, 4, 5, 10}) {
      out.aload(Locals.FILE).loadConstant(register).lload(Locals.of(register)).lastore();
    }
    for (int register : new int[] {0, 6, 7, 8, 9}) {
      out.aload(Locals.FILE).loadConstant(register).lconst_0().lastore();
    }
    out.loadConstant(function.entry()).istore(entryLocal);
    Label again = out.newLabel();
    Label done = out.newLabel();
    List<SwitchCase> cases = new ArrayList<>();
    for (RegionPlan.Region region : plan.regions()) {
      Label label = out.newLabel();
      region.entries().forEach(entry -> cases.add(SwitchCase.of(entry, label)));
    }
    out.labelBinding(again).iload(entryLocal).lookupswitch(done, cases);
    for (RegionPlan.Region region : plan.regions()) {
      if (region.entries().isEmpty()) {
        continue;
      }
      out.labelBinding(label(cases, region.entries().getFirst()));
      out.aload(Locals.EXECUTION).aload(Locals.FILE).iload(entryLocal);
      out.invokestatic(Names.GENERATED, regionName(function, region), Names.REGION);
      out.istore(entryLocal).goto_(again);
    }
    out.labelBinding(done).aload(Locals.FILE).iconst_0().laload().lreturn();
  }

  private static Label label(List<SwitchCase> cases, int entry) {
    return cases.stream()
        .filter(one -> one.caseValue() == entry)
        .findFirst()
        .orElseThrow()
        .target();
  }

  /** A part of a function: registers come from the array and go back there. */
  private void region(CodeBuilder out, RegionPlan plan, RegionPlan.Region region) {
    int entry = Locals.TARGET;
    out.aload(1).astore(Locals.FILE).iload(2).istore(entry);
    for (int register = 0; register < 11; register++) {
      out.aload(Locals.FILE).loadConstant(register).laload().lstore(Locals.of(register));
    }
    Label save = out.newLabel();
    FunctionWriter writer =
        new FunctionWriter(
            out, region, plan.reachable(), writer(out), program, data, () -> finish(out));
    writer.begin();
    List<SwitchCase> cases = new ArrayList<>();
    region.entries().forEach(index -> cases.add(SwitchCase.of(index, writer.label(index))));
    out.iload(entry).lookupswitch(cases.getFirst().target(), cases);
    writer.write();
    for (Map.Entry<Integer, Label> exit : writer.exits().entrySet()) {
      out.labelBinding(exit.getValue()).loadConstant(exit.getKey()).istore(entry).goto_(save);
    }
    out.labelBinding(save);
    writer.end();
    for (int register = 0; register < 10; register++) {
      out.aload(Locals.FILE).loadConstant(register).lload(Locals.of(register)).lastore();
    }
    out.iload(entry).ireturn();
  }

  /** Leaves the long on the stack as the function's result. */
  private static void finish(CodeBuilder out) {
    out.lstore(Locals.of(Register.R0));
    out.aload(Locals.FILE).iconst_0().lload(Locals.of(Register.R0)).lastore();
    out.iconst_m1().ireturn();
  }
}
