package io.bulwark.bpfconformance.verify;

import io.bulwark.bpf.isa.Code;
import io.bulwark.bpf.isa.Constant;
import io.bulwark.bpf.isa.Instruction;
import io.bulwark.bpf.isa.Statement;
import io.bulwark.vm.Machine;
import io.bulwark.vm.helper.EffectLog;
import io.bulwark.vm.helper.Environment;
import io.bulwark.vm.helper.Helpers;
import io.bulwark.vm.helper.TaskFacts;
import io.bulwark.vm.map.ArrayMap;
import io.bulwark.vm.map.BpfMap;
import io.bulwark.vm.map.MapKind;
import io.bulwark.vm.map.MapParameters;
import io.bulwark.vm.map.MapStore;
import io.bulwark.vm.memory.Access;
import io.bulwark.vm.memory.Memory;
import io.bulwark.vm.memory.Region;
import io.bulwark.vm.run.Executor;
import io.bulwark.vm.verify.rules.MapShape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.random.RandomGenerator;

/** A machine with the maps of generated programs. */
final class World {
  private static final int CAPACITY = 1 << 22;

  private final Memory memory = Memory.ofCapacity(CAPACITY);
  private final Map<Integer, BpfMap> maps = new HashMap<>();
  private final Region context;
  private final Machine machine;

  /** {@code contextBytes} is how large the context is that programs get. */
  World(Maps described, int contextBytes) {
    MapStore store = new MapStore(memory);
    described.shapes().forEach((fd, shape) -> maps.put(fd, store.create(parameters(shape))));
    memory.copyIn(base(described.constants()), Maps.CONSTANTS);
    context = memory.allocate(contextBytes, Access.READ_WRITE);
    machine =
        Machine.builder(memory)
            .helpers(Helpers.table(Environment.of(store, new TaskFacts(), new EffectLog())))
            .build();
  }

  private static MapParameters parameters(MapShape shape) {
    return MapParameters.of(
        shape.name(),
        Objects.requireNonNull(MapKind.of(shape.kind().number())),
        shape.keySize(),
        shape.valueSize(),
        (int) shape.maxEntries());
  }

  private long base(int descriptor) {
    return ((ArrayMap) maps.get(descriptor)).base();
  }

  /** The program, ready to be interpreted here. */
  Executor interpreter(Code code) {
    return machine.interpreter(machine.link("fuzz", bound(code), Map.of()));
  }

  /** Runs on a random context. */
  long run(Executor executor, RandomGenerator random) {
    byte[] bytes = new byte[context.size()];
    for (int at = 0; at < bytes.length; at++) {
      bytes[at] = (byte) (random.nextInt(3) == 0 ? 0 : random.nextInt());
    }
    memory.copyIn(context.address(), bytes);
    return executor.run(context.address());
  }

  /** Puts handles and addresses in for descriptors. */
  private Code bound(Code code) {
    List<Statement> statements = new ArrayList<>();
    for (Statement statement : code.statements()) {
      statements.add(
          statement.instruction() instanceof Instruction.LoadImm64(var dst, var constant)
              ? Statement.of(new Instruction.LoadImm64(dst, bound(constant)))
              : statement);
    }
    return Code.of(statements);
  }

  private Constant bound(Constant constant) {
    return switch (constant) {
      case Constant.MapByFd(int fd) -> new Constant.Number(maps.get(fd).handle());
      case Constant.MapValueByFd(int fd, int offset) -> new Constant.Number(base(fd) + offset);
      case Constant.Number _,
          Constant.KernelVariable _,
          Constant.FunctionAddress _,
          Constant.MapByIndex _,
          Constant.MapValueByIndex _ ->
          constant;
    };
  }
}
