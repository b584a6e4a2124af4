package io.bulwark.verdicts.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.bulwark.kernel.load.Libbpf;
import io.bulwark.lab.GuestOnly;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The table in the kernel of a guest. */
@GuestOnly
class VerdictsInGuest {
  @Test
  void theTableHoldsInThisKernel() {
    Libbpf libbpf = Libbpf.system();
    Backend.Kind kernel = new Backend.Kind("kernel", object -> new KernelBackend(libbpf, object));
    List<String> wrong = new ArrayList<>();
    int rows = 0;
    for (VerdictCase row : Rows.all()) {
      rows++;
      try {
        List<Integer> got = row.run(kernel);
        if (!got.equals(row.verdicts())) {
          wrong.add(row.name() + ": wanted " + row.verdicts() + ", got " + got);
        }
      } catch (RuntimeException e) {
        wrong.add(row.name() + ": " + e.getMessage());
      }
    }
    System.out.println("verdict table: " + rows + " rows, " + wrong.size() + " differ");
    assertThat(wrong).isEmpty();
  }
}
