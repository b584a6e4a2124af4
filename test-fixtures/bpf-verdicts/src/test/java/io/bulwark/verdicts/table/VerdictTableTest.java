package io.bulwark.verdicts.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.bulwark.kernel.load.Libbpf;
import io.bulwark.lab.Kernels;
import io.bulwark.lab.Lab;
import io.bulwark.lab.kernel.Kernel;
import io.bulwark.verdicts.HostKernel;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The table in the machine, both ways, and in the host's kernel. */
class VerdictTableTest {
  @Test
  void theTableHasAtLeastFiftyRows() {
    List<String> names = Rows.all().stream().map(VerdictCase::name).toList();
    assertThat(names).hasSizeGreaterThanOrEqualTo(50).doesNotHaveDuplicates();
    System.out.println("verdict table: " + names.size() + " rows");
  }

  private static Stream<DynamicTest> rows(Backend.Kind kind) {
    return Rows.all().stream()
        .map(row ->
            DynamicTest.dynamicTest(
                row.name(), () -> assertThat(row.run(kind)).isEqualTo(row.verdicts())));
  }

  @TestFactory
  Stream<DynamicTest> interpreted() {
    return rows(new Backend.Kind("interpreter", object -> new MachineBackend(object, false)));
  }

  @TestFactory
  Stream<DynamicTest> compiled() {
    return rows(new Backend.Kind("compiler", object -> new MachineBackend(object, true)));
  }

  @TestFactory
  Stream<DynamicTest> inTheHostsKernel() {
    Libbpf libbpf = HostKernel.require("verdicts of the host's kernel");
    return rows(new Backend.Kind("kernel", object -> new KernelBackend(libbpf, object)));
  }

  @Tag("kernel-vm")
  @TestFactory
  Stream<DynamicTest> inOtherKernels() {
    return Lab.inGuest(VerdictsInGuest.class, Kernels.since(Kernel.V6_1));
  }
}
