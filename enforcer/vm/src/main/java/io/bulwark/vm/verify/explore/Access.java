package io.bulwark.vm.verify.explore;

import io.bulwark.bpf.isa.AtomicOp;
import io.bulwark.bpf.isa.Instruction;
import io.bulwark.bpf.isa.Operand;
import io.bulwark.bpf.isa.Register;
import io.bulwark.vm.verify.domain.Scalar;
import io.bulwark.vm.verify.finding.FindingKind;
import io.bulwark.vm.verify.finding.Refusal;
import io.bulwark.vm.verify.rules.Contents;
import io.bulwark.vm.verify.rules.ContextRules.Content;
import io.bulwark.vm.verify.rules.KernelTypes.Found;
import io.bulwark.vm.verify.rules.MapShape;
import io.bulwark.vm.verify.state.Region;
import io.bulwark.vm.verify.state.StackMemory;
import io.bulwark.vm.verify.state.State;
import io.bulwark.vm.verify.state.Value;

/** Instructions that load from, store to and change memory. */
final class Access {
  private final Session session;

  Access(Session session) {
    this.session = session;
  }

  void load(State state, int index, Instruction.Load load) {
    session.access(index, state.read(load.base()));
    int size = load.size().bytes();
    Value loaded =
        switch (state.read(load.base())) {
          case Value.OfStack stack -> fromStack(state, stack, load.offset(), size);
          case Value.Memory memory -> fromMemory(memory, load.offset(), size);
          case Value.Context context -> fromContext(context, load, size);
          case Value.Typed typed -> fromStructure(typed, load, size);
          case Value other -> throw noMemory(load.base(), other);
        };
    if (load.signed() && loaded instanceof Value.Number(Scalar scalar, _)) {
      loaded = Value.of(scalar.signExtended(load.size().bits()));
    }
    Computation.write(state, load.dst(), loaded);
  }

  private Value fromStack(State state, Value.OfStack stack, int offset, int size) {
    int at = stackPlace(state, stack, offset, size);
    return state.frame(stack).stack().load(at, size);
  }

  private int stackPlace(State state, Value.OfStack stack, int offset, int size) {
    long at = (long) stack.offset() + offset;
    StackMemory.check(at, size, true);
    session.touch(state.frame(stack).entry(), (int) at);
    return (int) at;
  }

  private static Value fromMemory(Value.Memory memory, int offset, int size) {
    Bounds.check(memory, offset, size);
    if (memory.region() instanceof Region.OfMapValue(MapShape map)
        && map.contents() instanceof Contents contents
        && memory.variable().isConstant()) {
      int at = (int) (memory.offset() + memory.variable().constant() + offset);
      if (contents.knows(at, size)) {
        return Value.of(Scalar.of(contents.number(at, size)));
      }
    }
    return Value.of(Scalar.ofWidth(size * 8));
  }

  private Value fromContext(Value.Context context, Instruction.Load load, int size) {
    if (context.offset() != 0) {
      throw new Refusal(
          FindingKind.CONTEXT_FIELD,
          "the context is read through a pointer moved by %d".formatted(context.offset()));
    }
    return switch (session.rules().context().at(load.offset(), size)) {
      case Content.Number _, Content.Writable _ when !load.signed() ->
          Value.of(Scalar.ofWidth(size * 8));
      case Content.Structure(int type) ->
          new Value.Typed(type, session.rules().types().name(type), 0, true, 0);
      case Content.NotHandled(String what) ->
          throw new Refusal(FindingKind.NOT_HANDLED, what + " is not followed");
      case Content.Number _, Content.Writable _, Content.Nothing _ ->
          throw noField(load.offset(), size, "read");
    };
  }

  private Refusal noField(int offset, int size, String done) {
    return new Refusal(
        FindingKind.CONTEXT_FIELD,
        "%d bytes at offset %d of the context of a %s program cannot be %s"
            .formatted(size, offset, session.rules().name(), done));
  }

  private Value fromStructure(Value.Typed typed, Instruction.Load load, int size) {
    requireNotNull(typed);
    int offset = typed.offset() + load.offset();
    return switch (session.rules().types().load(typed.type(), offset, size)) {
      case Found.Number _ when !load.signed() -> Value.of(Scalar.ofWidth(size * 8));
      case Found.PointerTo(int type) ->
          new Value.Typed(type, session.rules().types().name(type), 0, false, 0);
      case Found.Nothing(String why) -> throw new Refusal(FindingKind.KERNEL_FIELD, why);
      case Found.Number _ ->
          throw new Refusal(
              FindingKind.NOT_HANDLED, "a field of a kernel structure is read with its sign");
    };
  }

  void store(State state, int index, Instruction.Store store) {
    session.access(index, state.read(store.base()));
    int size = store.size().bytes();
    Value value = Computation.operand(state, store.value());
    switch (state.read(store.base())) {
      case Value.OfStack stack -> {
        int at = stackPlace(state, stack, store.offset(), size);
        if (value instanceof Value.OfStack && stack.frame() != state.depth()) {
          throw new Refusal(
              FindingKind.POINTER_LEAK, "a stack pointer is stored in the caller's frame");
        }
        state.frame(stack).stack().store(at, size, value);
      }
      case Value.Memory memory -> {
        requireNumber(value, memory.what());
        requireWritable(memory);
        Bounds.check(memory, store.offset(), size);
      }
      case Value.Context context -> toContext(context, store, value);
      case Value.Typed typed ->
          throw new Refusal(FindingKind.READ_ONLY, "a store to a " + typed.what());
      case Value other -> throw noMemory(store.base(), other);
    }
  }

  private void toContext(Value.Context context, Instruction.Store store, Value value) {
    int size = store.size().bytes();
    Content content = session.rules().context().at(store.offset(), size);
    if (context.offset() != 0
        || !(content instanceof Content.Writable)
        || !(store.value() instanceof Operand.Reg)) {
      throw noField(store.offset(), size, "written");
    }
    requireNumber(value, "context");
  }

  void atomic(State state, int index, Instruction.Atomic atomic) {
    session.access(index, state.read(atomic.base()));
    int size = atomic.wide() ? 8 : 4;
    requireNumber(state.read(atomic.src()), "memory");
    if (atomic.op() == AtomicOp.CMPXCHG) {
      requireNumber(state.read(Register.R0), "memory");
    }
    switch (state.read(atomic.base())) {
      case Value.OfStack stack -> {
        int at = stackPlace(state, stack, atomic.offset(), size);
        StackMemory memory = state.frame(stack).stack();
        memory.requireNumbers(at, size);
        memory.overwrite(at, size);
      }
      case Value.Memory memory -> {
        requireWritable(memory);
        Bounds.check(memory, atomic.offset(), size);
        Bounds.checkAligned(memory, atomic.offset(), size);
      }
      case Value.Pointer pointer ->
          throw new Refusal(FindingKind.READ_ONLY, "an atomic change of a " + pointer.what());
      case Value other -> throw noMemory(atomic.base(), other);
    }
    if (atomic.op().fetches()) {
      Register result = atomic.op() == AtomicOp.CMPXCHG ? Register.R0 : atomic.src();
      Computation.write(state, result, Value.of(Scalar.ofWidth(size * 8)));
    }
  }

  private static void requireWritable(Value.Memory memory) {
    if (!memory.region().writable()) {
      throw new Refusal(FindingKind.READ_ONLY, "a store to the read-only " + memory.what());
    }
  }

  static void requireNotNull(Value.Pointer pointer) {
    if (pointer.nullId() != 0) {
      throw new Refusal(
          FindingKind.MAYBE_NULL, "a %s is used before it is tested".formatted(pointer.what()));
    }
  }

  private static void requireNumber(Value value, String where) {
    if (value instanceof Value.Pointer pointer) {
      throw new Refusal(
          FindingKind.POINTER_LEAK, "a %s is stored in a %s".formatted(pointer.what(), where));
    }
  }

  private static Refusal noMemory(Register register, Value value) {
    if (value instanceof Value.MapHandle) {
      return new Refusal(
          FindingKind.NOT_HANDLED, "the fields of a %s are not followed".formatted(value.what()));
    }
    return new Refusal(
        FindingKind.NOT_A_POINTER,
        "`%s` holds a %s and is used as an address".formatted(register, value.what()));
  }
}
