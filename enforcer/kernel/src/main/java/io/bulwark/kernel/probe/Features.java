package io.bulwark.kernel.probe;

import io.bulwark.kernel.load.Libbpf;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Answers about hooks for those who plan, asked of the kernel once each. Only conclusive ones are
 * remembered: a refusal for want of privilege or memory is asked again.
 */
public final class Features {
  private final Map<String, Check> known = new ConcurrentHashMap<>();
  private final Libbpf libbpf;

  /** Remembers for as long as this object lives, which should be no longer than the kernel. */
  public Features(Libbpf libbpf) {
    this.libbpf = libbpf;
  }

  /** The check of a hook by its name in the report, such as {@code lsm/file_open}. */
  public Optional<Check> hook(String name) {
    return Hooks.ALL.stream()
        .filter(hook -> hook.name().equals(name))
        .findFirst()
        .map(hook -> remembered(name, () -> probe(hook)));
  }

  private Check probe(Hook hook) {
    Optional<ProbeCgroup> cgroup = ProbeCgroup.create();
    try {
      return new HookProbe(Bench.of(libbpf, cgroup), hook).run();
    } finally {
      cgroup.ifPresent(ProbeCgroup::close);
    }
  }

  Check remembered(String name, Supplier<Check> probe) {
    Check before = known.get(name);
    if (before != null) {
      return before;
    }
    Check now = probe.get();
    if (now.isConclusive()) {
      known.put(name, now);
    }
    return now;
  }
}
