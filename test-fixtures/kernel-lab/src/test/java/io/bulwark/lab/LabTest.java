package io.bulwark.lab;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/** The lab boots real kernels, and tells apart what can come of a job. */
@Tag("kernel-vm")
class LabTest {
  @TestFactory
  Stream<DynamicTest> testsRunInGuests() {
    return Lab.inGuest(ProbeInGuest.class, Kernels.ALL);
  }
}
