package io.bulwark.vm.verify.explore;

import io.bulwark.bpf.isa.Register;
import io.bulwark.vm.verify.finding.FindingKind;
import io.bulwark.vm.verify.finding.Refusal;
import io.bulwark.vm.verify.rules.Contents;
import io.bulwark.vm.verify.state.Region;
import io.bulwark.vm.verify.state.Value;

/** Strings that a function reads to their end: in a frozen map, ended by 0. */
final class ConstantStrings {
  private ConstantStrings() {}

  static void check(Register register, Value value) {
    if (!(value instanceof Value.Memory memory)
        || !(memory.region() instanceof Region.OfMapValue(var map))
        || map.contents() == null) {
      throw new Refusal(
          FindingKind.ARGUMENT,
          "`%s` is a %s, not a string in a frozen map".formatted(register, value.what()));
    }
    Bounds.check(memory, 0, 1);
    Contents contents = map.contents();
    if (!memory.variable().isConstant()
        || !contents.isTerminated(memory.offset() + (int) memory.variable().constant())) {
      throw new Refusal(
          FindingKind.ARGUMENT,
          "the string in map `%s` has no constant place, or no 0 at its end".formatted(map.name()));
    }
  }
}
