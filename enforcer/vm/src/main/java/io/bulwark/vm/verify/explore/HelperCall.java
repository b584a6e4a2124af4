package io.bulwark.vm.verify.explore;

import io.bulwark.bpf.isa.Register;
import io.bulwark.vm.verify.domain.Scalar;
import io.bulwark.vm.verify.finding.FindingKind;
import io.bulwark.vm.verify.finding.Refusal;
import io.bulwark.vm.verify.helper.Argument;
import io.bulwark.vm.verify.helper.Helpers;
import io.bulwark.vm.verify.helper.MapUse;
import io.bulwark.vm.verify.helper.Prototype;
import io.bulwark.vm.verify.helper.Result;
import io.bulwark.vm.verify.rules.MapShape;
import io.bulwark.vm.verify.state.Region;
import io.bulwark.vm.verify.state.State;
import io.bulwark.vm.verify.state.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One call of a helper: its arguments are checked in order, then its effects take place. */
final class HelperCall {
  private static final Register[] REGISTERS = Register.values();

  private final Session session;
  private final State state;
  private final Prototype prototype;
  private final HelperMemory memory;

  /** Written only when all arguments are right. */
  private final List<Runnable> effects = new ArrayList<>(2);

  private @Nullable MapShape map;
  private long recordSize;

  HelperCall(Session session, State state, Prototype prototype) {
    this.session = session;
    this.state = state;
    this.prototype = prototype;
    memory = new HelperMemory(session, state, effects);
  }

  /** The function with {@code id}, if the program may call it. */
  static Prototype find(Session session, int id) {
    Prototype prototype = Helpers.find(id);
    if (prototype == null) {
      throw new Refusal(FindingKind.HELPER, "function %d is not known".formatted(id));
    }
    if (!session.rules().helpers().contains(id)) {
      throw new Refusal(
          FindingKind.HELPER,
          "function %s is not for %s programs".formatted(prototype, session.rules().name()));
    }
    if (prototype.sleeps() && !session.rules().sleepable()) {
      throw new Refusal(
          FindingKind.HELPER, "function %s may sleep, this program may not".formatted(prototype));
    }
    return prototype;
  }

  /** Checks all arguments. */
  void check() {
    for (int at = 0; at < prototype.arguments().size(); at++) {
      Register register = REGISTERS[at + 1];
      argument(prototype.arguments().get(at), register, state.read(register));
    }
  }

  /** What the call leaves: effects on memory, the result, r1 to r5 gone. */
  void complete() {
    effects.forEach(Runnable::run);
    state.frame().afterCall(result());
  }

  /** The map among the arguments. */
  MapShape map() {
    if (map == null) {
      throw new IllegalStateException("no map among the arguments of " + prototype);
    }
    return map;
  }

  private void argument(Argument argument, Register register, Value value) {
    switch (argument) {
      case Argument.Number _ -> number(register, value);
      case Argument.Address _ -> {
        if (!(value instanceof Value.Typed typed && typed.nullId() == 0)) {
          number(register, value);
        }
      }
      case Argument.Context _ -> {
        if (!(value instanceof Value.Context(int offset) && offset == 0)) {
          throw wrong(register, value, "the context");
        }
      }
      case Argument.Map _ -> map(register, value);
      case Argument.Key _ -> memory.read(register, value, map().keySize());
      case Argument.MapValue(boolean optional) -> {
        if (!(optional && isZero(value))) {
          memory.read(register, value, map().valueSize());
        }
      }
      case Argument.MapValueOut _ -> memory.write(register, value, map().valueSize());
      case Argument.LongOut _ -> memory.writeLong(register, value);
      case Argument.Read _ -> memory.pendingRead(register, value);
      case Argument.Write(boolean set) -> memory.pendingWrite(register, value, set);
      case Argument.Size(boolean zeroAllowed) -> memory.size(register, value, zeroAllowed);
      case Argument.RecordSize _ -> recordSize(register, value);
      case Argument.Release _ -> release(register, value);
      case Argument.ConstantString _ -> ConstantStrings.check(register, value);
      case Argument.Structure structure -> structure(structure, register, value);
      case Argument.Callback _ -> {
        if (!(value instanceof Value.OfFunction)) {
          throw wrong(register, value, "a function");
        }
      }
      case Argument.CallbackContext _ -> {
        if (!(value instanceof Value.OfStack) && !isZero(value)) {
          throw wrong(register, value, "a stack pointer, or 0");
        }
      }
    }
  }

  private Refusal wrong(Register register, Value value, String wanted) {
    return new Refusal(
        value instanceof Value.Pointer pointer && pointer.nullId() != 0
            ? FindingKind.MAYBE_NULL
            : FindingKind.ARGUMENT,
        "`%s` of %s is a %s, not %s".formatted(register, prototype, value.what(), wanted));
  }

  private void number(Register register, Value value) {
    if (value instanceof Value.Pointer pointer) {
      throw new Refusal(
          FindingKind.POINTER_LEAK,
          "`%s` of %s is a %s where a number goes".formatted(register, prototype, pointer.what()));
    }
  }

  private static boolean isZero(Value value) {
    return value instanceof Value.Number(Scalar scalar, _)
        && scalar.isConstant()
        && scalar.constant() == 0;
  }

  private void map(Register register, Value value) {
    if (!(value instanceof Value.MapHandle(MapShape shape, int nullId)) || nullId != 0) {
      throw wrong(register, value, "a map");
    }
    if (!MapUse.allows(prototype.id(), shape.kind())) {
      throw new Refusal(
          FindingKind.MAP,
          "function %s does not work on map `%s` of type %s"
              .formatted(prototype, shape.name(), shape.kind()));
    }
    boolean writes =
        prototype.id() == Helpers.UPDATE
            || prototype.id() == Helpers.DELETE
            || prototype.id() == Helpers.PUSH
            || prototype.id() == Helpers.POP;
    if (shape.readOnly() && writes) {
      throw new Refusal(FindingKind.READ_ONLY, "map `%s` is frozen".formatted(shape.name()));
    }
    map = shape;
  }

  private void recordSize(Register register, Value value) {
    if (!(value instanceof Value.Number(Scalar scalar, _)) || !scalar.isConstant()) {
      throw wrong(register, value, "a constant");
    }
    recordSize = scalar.constant();
    if (recordSize <= 0 || recordSize >= PointerMath.FAR) {
      throw new Refusal(
          FindingKind.ARGUMENT, "a record of %d bytes is reserved".formatted(recordSize));
    }
  }

  private void release(Register register, Value value) {
    if (!(value instanceof Value.Memory record)
        || !(record.region() instanceof Region.Record(_, int reference))) {
      throw new Refusal(
          FindingKind.RELEASE,
          "`%s` of %s is a %s, not a reserved record".formatted(register, prototype, value.what()));
    }
    Access.requireNotNull(record);
    if (!record.isOriginal()) {
      throw new Refusal(
          FindingKind.RELEASE, "the pointer to the ring record was moved before its release");
    }
    if (Calls.inCallback(state) && !Calls.reservedInCallback(state, reference)) {
      throw new Refusal(FindingKind.RELEASE, "a callback releases its caller's ring record");
    }
    effects.add(() -> release(reference));
  }

  private void release(int reference) {
    state.references().remove((Integer) reference);
    state.replaceAll(value ->
        value instanceof Value.Memory memory
                && memory.region() instanceof Region.Record(_, int same)
                && same == reference
            ? Value.UNSET
            : value);
  }

  private void structure(Argument.Structure wanted, Register register, Value value) {
    if (wanted.optional() && isZero(value)) {
      return;
    }
    int type = session.rules().types().find(wanted.name());
    boolean fits =
        value instanceof Value.Typed typed
            && typed.trusted()
            && typed.nullId() == 0
            && type != 0
            && session.rules().types().isAt(typed.type(), typed.offset(), type);
    if (!fits) {
      throw wrong(register, value, "a live `struct %s`".formatted(wanted.name()));
    }
  }

  private Value result() {
    return switch (prototype.result()) {
      case Result.NUMBER -> Value.ANY;
      case Result.NOTHING -> Value.UNSET;
      case Result.MAP_VALUE_OR_NULL -> valueOf(map());
      case Result.RECORD_OR_NULL -> record();
      case Result.TASK -> structure("task_struct", 0);
      case Result.SOCKET_OR_NULL -> structure("socket", session.identity());
    };
  }

  private Value valueOf(MapShape shape) {
    MapShape inner = shape.inner();
    if (shape.kind().holdsMaps()) {
      if (inner == null) {
        throw new Refusal(
            FindingKind.MAP, "the maps of map `%s` are not known".formatted(shape.name()));
      }
      return new Value.MapHandle(inner, session.identity());
    }
    return Value.Memory.of(new Region.OfMapValue(shape), session.identity());
  }

  private Value record() {
    int reference = session.identity();
    state.references().add(reference);
    return Value.Memory.of(new Region.Record((int) recordSize, reference), session.identity());
  }

  private Value structure(String name, int nullId) {
    int type = session.rules().types().find(name);
    if (type == 0) {
      throw new Refusal(
          FindingKind.HELPER,
          "the kernel's `struct %s` is not known, which %s returns".formatted(name, prototype));
    }
    return new Value.Typed(type, name, 0, true, nullId);
  }
}
