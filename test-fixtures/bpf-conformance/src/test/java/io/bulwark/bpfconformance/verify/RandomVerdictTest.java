package io.bulwark.bpfconformance.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.bulwark.fixtures.Seeds;
import io.bulwark.kernel.load.Libbpf;
import java.util.EnumMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/**
 * Programs that are valid, or nearly so: what our verifier accepts, the kernel's accepts.
 *
 * <p>{@code -Dfuzz.programs=20000} for more, {@code -Dtest.seed=N} for others.
 */
class RandomVerdictTest {
  @Test
  void nothingIsAcceptedThatTheKernelRefuses() {
    Libbpf libbpf = Oracle.require("random programs against the kernel's verifier");
    int programs = Integer.getInteger("fuzz.programs", 800);
    long seed = Seeds.seed("RandomVerdictTest", 7_000_000);
    Comparison comparison = new Comparison(libbpf);
    Map<Setting, Maps> maps = new EnumMap<>(Setting.class);
    try {
      for (Setting setting : Setting.values()) {
        maps.put(setting, Maps.inKernel(libbpf));
      }
      for (int at = 0; at < programs; at++) {
        Setting setting = Setting.values()[at % Setting.values().length];
        RandomGenerator random = Seeds.generator(seed + at);
        Maps its = maps.get(setting);
        comparison.compare(
            "seed " + (seed + at) + ", " + setting,
            ProgramMaker.make(random, setting, its),
            setting,
            its);
      }
    } finally {
      maps.values().forEach(Maps::close);
    }
    System.out.println(comparison.report());
    assertThat(comparison.wrong()).isEmpty();
    assertThat(comparison.accepted()).isGreaterThan(programs / 6);
    assertThat(comparison.refusedByBoth()).isGreaterThan(programs / 6);
  }
}
