package io.bulwark.vm.jit;

import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_long;
import static java.lang.constant.ConstantDescs.CD_void;

import io.bulwark.vm.fault.FaultSignal;
import io.bulwark.vm.memory.Cells;
import io.bulwark.vm.program.Program;
import io.bulwark.vm.run.Body;
import io.bulwark.vm.run.Execution;
import io.bulwark.vm.run.HelperFunction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.DynamicConstantDesc;
import java.lang.constant.MethodTypeDesc;

/** Classes and signatures that generated code mentions. */
final class Names {
  static final ClassDesc GENERATED = ClassDesc.of(FaultSignal.GENERATED);
  static final ClassDesc BODY = describe(Body.class);
  static final ClassDesc CELLS = describe(Cells.class);
  static final ClassDesc EXECUTION = describe(Execution.class);
  static final ClassDesc HELPER = describe(HelperFunction.class);
  static final ClassDesc PROGRAM = describe(Program.class);
  static final ClassDesc SIGNAL = describe(FaultSignal.class);
  static final ClassDesc RUNTIME = describe(Runtime.class);
  static final ClassDesc COMPILER = describe(JitCompiler.class);
  static final ClassDesc LONGS = CD_long.arrayType();

  /** (execution, r1…r5, fp) → r0. */
  static final MethodTypeDesc FUNCTION =
      MethodTypeDesc.of(CD_long, EXECUTION, CD_long, CD_long, CD_long, CD_long, CD_long, CD_long);

  /** (execution, registers, entry) → next entry, or -1. */
  static final MethodTypeDesc REGION = MethodTypeDesc.of(CD_int, EXECUTION, LONGS, CD_int);

  /** {@link Body#call}. */
  static final MethodTypeDesc CALL =
      MethodTypeDesc.of(
          CD_long, EXECUTION, CD_int, CD_long, CD_long, CD_long, CD_long, CD_long, CD_long);

  /** {@link HelperFunction#call}. */
  static final MethodTypeDesc HELPER_CALL =
      MethodTypeDesc.of(CD_long, EXECUTION, CD_long, CD_long, CD_long, CD_long, CD_long);

  /** {@link Execution#callById}. */
  static final MethodTypeDesc CALL_BY_ID =
      MethodTypeDesc.of(CD_long, CD_long, CD_long, CD_long, CD_long, CD_long, CD_long);

  static final MethodTypeDesc LOAD = MethodTypeDesc.of(CD_long, CD_long);
  static final MethodTypeDesc STORE = MethodTypeDesc.of(CD_void, CD_long, CD_long);

  private static final DirectMethodHandleDesc CLASS_DATA_AT =
      ConstantDescs.ofConstantBootstrap(
          ClassDesc.of("java.lang.invoke.MethodHandles"),
          "classDataAt",
          ConstantDescs.CD_Object,
          CD_int);

  private Names() {}

  /** The entry {@code index} of the class's data, as a constant. */
  static DynamicConstantDesc<?> data(ClassDesc type, int index) {
    return DynamicConstantDesc.ofNamed(CLASS_DATA_AT, ConstantDescs.DEFAULT_NAME, type, index);
  }

  private static ClassDesc describe(Class<?> type) {
    return type.describeConstable().orElseThrow();
  }
}
