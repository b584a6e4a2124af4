package io.bulwark.vm.jit;

import io.bulwark.bpf.isa.Code;
import io.bulwark.vm.program.Reach;
import java.util.BitSet;

/** Which instructions of a region lie under a jump backwards. */
final class Loops {
  private Loops() {}

  /** Indexes of the region's instructions from the target of a jump backwards to the jump. */
  static BitSet of(Code code, RegionPlan.Region region, BitSet reachable) {
    BitSet inside = new BitSet();
    for (int index = reachable.nextSetBit(region.from());
        index >= 0 && index < region.to();
        index = reachable.nextSetBit(index + 1)) {
      if (Reach.jumps(code.instruction(index)) && code.target(index) <= index) {
        inside.set(Math.max(region.from(), code.target(index)), index + 1);
      }
    }
    inside.and(reachable);
    return inside;
  }
}
