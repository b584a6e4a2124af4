package io.bulwark.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bulwark.lab.host.LabFailure;
import io.bulwark.lab.kernel.Kernel;
import org.junit.jupiter.api.Test;

class KernelsTest {
  @Test
  void aRunSelectsAmongTheKernelsOfATest() {
    Kernels lsm = Kernels.since(Kernel.V6_1);

    assertThat(lsm.selected("ci")).isEqualTo(Kernels.CI);
    assertThat(lsm.selected("all")).hasToString("6.1, 6.12, 7.3");
    assertThat(lsm.selected("none")).hasToString("");
    assertThat(lsm.selected("6.12, 5.10")).hasToString("6.12");
    assertThat(Kernels.of(Kernel.V5_10).selected("ci")).hasToString("");
  }

  @Test
  void ciIsTheOldestSupportedAndTheNewest() {
    assertThat(Kernels.CI).hasToString("6.1, 7.3");
    assertThat(Kernels.ALL).hasToString("5.10, 6.1, 6.12, 7.3");
  }

  @Test
  void unknownKernelsAreErrors() {
    assertThatThrownBy(() -> Kernels.parse("6.1,6.2"))
        .isInstanceOf(LabFailure.class)
        .hasMessage(
            "no kernel `6.2` in the lab; there are 5.10, 6.1, 6.12, 7.3, and `ci`, `all`, `none`");
  }

  @Test
  void seriesAreNoPrefixes() {
    assertThat(Kernel.V6_1.matches("6.1.0-50-amd64")).isTrue();
    assertThat(Kernel.V6_1.matches("6.12.95+deb12-amd64")).isFalse();
  }
}
