package io.bulwark.kernel.probe;

import io.bulwark.bpf.btf.Btf;
import io.bulwark.bpf.btf.BtfException;
import io.bulwark.bpf.btf.BtfKind;
import io.bulwark.kernel.load.AttachType;
import io.bulwark.kernel.load.Libbpf;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What probes work with. The kernel's types are read once: libbpf would read them for each hook.
 */
record Bench(Libbpf libbpf, Optional<ProbeCgroup> cgroup, Optional<Btf> types) {
  static final Outcome.NotTried NO_CGROUP =
      new Outcome.NotTried("no cgroup of the v2 tree could be made");

  static Bench of(Libbpf libbpf, Optional<ProbeCgroup> cgroup) {
    try {
      return new Bench(libbpf, cgroup, Optional.of(Btf.file(Btf.VMLINUX)));
    } catch (IOException | BtfException e) {
      return new Bench(libbpf, cgroup, Optional.empty());
    }
  }

  /** The id of the probes' cgroup; one that no cgroup has where there is none. */
  long cgroupId() {
    return cgroup.map(ProbeCgroup::id).orElse(0L);
  }

  /** The kernel type behind a hook's name; empty where this kernel has no such hook. */
  OptionalInt hookType(AttachType place, String name) {
    boolean security = place == AttachType.LSM_MAC || place == AttachType.LSM_CGROUP;
    int id =
        place == AttachType.TRACE_RAW_TP
            ? find(BtfKind.TYPEDEF, "btf_trace_" + name)
            : find(BtfKind.FUNC, (security ? "bpf_lsm_" : prefix(place)) + name);
    return id > 0 ? OptionalInt.of(id) : OptionalInt.empty();
  }

  private static String prefix(AttachType place) {
    return place == AttachType.TRACE_ITER ? "bpf_iter_" : "";
  }

  private int find(BtfKind kind, String name) {
    return types.map(btf -> btf.find(kind, name)).orElse(-1);
  }
}
