package io.bulwark.kernel.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bulwark.kernel.HostKernel;
import io.bulwark.kernel.error.ObjectRefused;
import org.junit.jupiter.api.Test;

/** Objects that are none. */
class ObjectRequestTest {
  @Test
  void garbageIsRefusedBeforeItReachesNativeCode() {
    Libbpf libbpf = HostKernel.require();
    for (int size : new int[] {0, 1, 63, 64, 4096}) {
      assertThatThrownBy(() -> ObjectRequest.of("garbage", new byte[size]).load(libbpf))
          .isInstanceOf(ObjectRefused.class)
          .hasMessageStartingWith("object `garbage` is damaged: ");
    }
  }

  @Test
  void anEmptyElfFileIsRefusedByLibbpf() {
    Libbpf libbpf = HostKernel.require();
    byte[] empty = TestObjects.emptyElf();
    long before = HostKernel.openDescriptors();
    assertThatThrownBy(() -> ObjectRequest.of("empty", empty).load(libbpf))
        .isInstanceOf(ObjectRefused.class)
        .hasMessageStartingWith("libbpf cannot read object `empty`: ");
    assertThat(HostKernel.openDescriptors()).isEqualTo(before);
  }
}
