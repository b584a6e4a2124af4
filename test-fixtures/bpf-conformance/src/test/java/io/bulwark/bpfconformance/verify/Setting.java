package io.bulwark.bpfconformance.verify;

import io.bulwark.kernel.load.ProgramType;
import io.bulwark.vm.verify.rules.ProgramRules;
import io.bulwark.vm.verify.rules.ProgramTypes;
import java.util.List;

/** A program type on both sides, and fields of its context for generated programs. */
enum Setting {
  XDP(ProgramType.XDP, ProgramTypes.xdp(), List.of(12, 16), List.of(4)),
  SOCKET_FILTER(
      ProgramType.SOCKET_FILTER,
      ProgramTypes.socketFilter(),
      List.of(0, 4, 8, 16, 40, 48, 52, 64, 68),
      List.of(4)),
  RAW_TRACEPOINT(
      ProgramType.RAW_TRACEPOINT,
      ProgramTypes.rawTracepoint(),
      List.of(0, 8, 16, 88),
      List.of(8, 4, 2, 1)),
  SYSCALL(ProgramType.SYSCALL, ProgramTypes.syscall(), List.of(0, 8, 24, 128), List.of(8, 4, 2, 1));

  private final ProgramType type;
  private final ProgramRules rules;
  private final List<Integer> fields;
  private final List<Integer> sizes;

  Setting(ProgramType type, ProgramRules rules, List<Integer> fields, List<Integer> sizes) {
    this.type = type;
    this.rules = rules;
    this.fields = fields;
    this.sizes = sizes;
  }

  ProgramType type() {
    return type;
  }

  ProgramRules rules() {
    return rules;
  }

  List<Integer> fields() {
    return fields;
  }

  List<Integer> sizes() {
    return sizes;
  }
}
