package io.bulwark.vm.jit;

import io.bulwark.vm.fault.FaultSignal;
import io.bulwark.vm.memory.Cells;
import io.bulwark.vm.program.Program;
import io.bulwark.vm.run.Body;
import io.bulwark.vm.run.HelperTable;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/** Program → hidden class, collected with the last reference to its instance. */
public final class JitCompiler {
  /** Line numbers, which stand for instructions, have 16 bits. */
  public static final int MAX_INSTRUCTIONS = 65_534;

  private JitCompiler() {}

  /**
   * Compiles {@code program} for a machine with this memory and these functions.
   *
   * @throws ProgramTooLarge if it does not fit into a class
   */
  public static Body compile(Program program, Cells cells, HelperTable helpers) {
    int size = program.code().size();
    if (size > MAX_INSTRUCTIONS) {
      throw new ProgramTooLarge(size, "the limit is " + MAX_INSTRUCTIONS);
    }
    ClassData data = new ClassData(cells, program);
    byte[] bytes = generate(new ClassGenerator(program, helpers, data), size);
    try {
      MethodHandles.Lookup generated =
          MethodHandles.lookup().defineHiddenClassWithClassData(bytes, data.objects(), true);
      return (Body)
          generated
              .findConstructor(generated.lookupClass(), MethodType.methodType(void.class))
              .invoke();
    } catch (Throwable e) {
      throw new IllegalStateException("generated class is not accepted", e);
    }
  }

  private static byte[] generate(ClassGenerator generator, int size) {
    try {
      return generator.generate();
    } catch (IllegalArgumentException e) {
      // The Class-File API's word for a full constant pool or a method beyond 64 KiB.
      throw new ProgramTooLarge(size, String.valueOf(e.getMessage()));
    }
  }

  /** Called by generated code: says where in {@code program} the fault happened. */
  static FaultSignal placed(FaultSignal signal, Program program) {
    return signal.at(program.place(signal.generatedInstruction()));
  }
}
