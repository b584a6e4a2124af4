package io.bulwark.kernel.guest;

import io.bulwark.lab.Kernels;
import io.bulwark.lab.Lab;
import io.bulwark.lab.kernel.Kernel;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/** Boots kernels that allow LSM programs and enforces there. */
@Tag("kernel-vm")
class LsmTest {
  @TestFactory
  Stream<DynamicTest> onKernels() {
    return Lab.inGuest(LsmInGuest.class, Kernels.since(Kernel.V6_1));
  }
}
