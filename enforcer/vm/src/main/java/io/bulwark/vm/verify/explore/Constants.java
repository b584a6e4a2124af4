package io.bulwark.vm.verify.explore;

import io.bulwark.bpf.isa.Constant;
import io.bulwark.bpf.isa.Instruction;
import io.bulwark.bpf.isa.Reference;
import io.bulwark.vm.verify.domain.Scalar;
import io.bulwark.vm.verify.finding.FindingKind;
import io.bulwark.vm.verify.finding.Refusal;
import io.bulwark.vm.verify.rules.Bindings;
import io.bulwark.vm.verify.rules.MapKind;
import io.bulwark.vm.verify.rules.MapShape;
import io.bulwark.vm.verify.state.Region;
import io.bulwark.vm.verify.state.Value;
import org.jspecify.annotations.Nullable;

/** What {@code ld_imm64} loads. */
final class Constants {
  private final Session session;

  Constants(Session session) {
    this.session = session;
  }

  /** Finds every constant that cannot be loaded, on no matter which path, as kernels do. */
  void check() {
    for (int index = 0; index < session.code().size(); index++) {
      if (session.code().instruction(index) instanceof Instruction.LoadImm64 load) {
        try {
          value(index, load);
        } catch (Refusal refusal) {
          session.find(refusal.kind(), index, refusal.message());
        }
      }
    }
  }

  Value value(int index, Instruction.LoadImm64 load) {
    Reference reference = session.code().metadata(index).reference();
    return reference == null ? value(index, load.value()) : value(reference);
  }

  private Value value(Reference reference) {
    Bindings bindings = session.candidate().bindings();
    return switch (reference) {
      case Reference.ToMap(String name) -> handle(bindings.map(name), "map `" + name + "`");
      case Reference.ToVariable(String name, int addend) -> {
        Bindings.Place place = bindings.variables().get(name);
        yield place == null
            ? inside(null, 0, "variable `" + name + "`")
            : inside(place.map(), (long) place.offset() + addend, "variable `" + name + "`");
      }
      case Reference.ToFunction(String name) -> throw notLinked(name);
      case Reference.ToExtern(String name) -> throw notLinked(name);
      case Reference.ToKfunc(String name) -> throw notLinked(name);
    };
  }

  private static Refusal notLinked(String name) {
    return new Refusal(FindingKind.NOT_HANDLED, "symbol `" + name + "` is not linked");
  }

  private Value value(int index, Constant constant) {
    return switch (constant) {
      case Constant.Number(long number) -> Value.of(Scalar.of(number));
      case Constant.MapByFd(int fd) -> handle(byDescriptor(fd), "map of descriptor " + fd);
      case Constant.MapByIndex(int at) -> handle(byDescriptor(at), "map number " + at);
      case Constant.MapValueByFd(int fd, int offset) ->
          inside(byDescriptor(fd), offset, "map of descriptor " + fd);
      case Constant.MapValueByIndex(int at, int offset) ->
          inside(byDescriptor(at), offset, "map number " + at);
      case Constant.FunctionAddress _ -> new Value.OfFunction(session.code().target(index));
      case Constant.KernelVariable _ ->
          throw new Refusal(FindingKind.NOT_HANDLED, "the address of a kernel variable");
    };
  }

  private @Nullable MapShape byDescriptor(int descriptor) {
    return session.candidate().bindings().byDescriptor().get(descriptor);
  }

  private Value handle(@Nullable MapShape map, String what) {
    if (map == null) {
      throw new Refusal(FindingKind.MAP, what + " is not known");
    }
    if (session.rules().sleepable() && !map.kind().isForSleepable()) {
      throw new Refusal(
          FindingKind.MAP,
          "%s of type %s is not for programs that may sleep".formatted(what, map.kind()));
    }
    return new Value.MapHandle(map, 0);
  }

  /** An address in the value of a one-element array; it may be that of a later variable's end. */
  private static Value inside(@Nullable MapShape map, long offset, String what) {
    if (map == null) {
      throw new Refusal(FindingKind.MAP, what + " is not known");
    }
    if (map.kind() != MapKind.ARRAY || map.maxEntries() != 1) {
      throw new Refusal(FindingKind.MAP, what + " is no array of one value");
    }
    if (offset < 0 || offset >= map.valueSize()) {
      throw new Refusal(
          FindingKind.OUT_OF_BOUNDS,
          "%s: offset %d of %d bytes".formatted(what, offset, map.valueSize()));
    }
    return new Value.Memory(new Region.OfMapValue(map), (int) offset, Scalar.of(0), 0);
  }
}
