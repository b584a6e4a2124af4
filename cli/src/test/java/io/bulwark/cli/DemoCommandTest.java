package io.bulwark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.bulwark.fixtures.Golden;
import io.bulwark.fixtures.Upstream;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

@ResourceLock(Resources.SYSTEM_PROPERTIES)
class DemoCommandTest {

  private static final String HOME = "bulwark.home";

  @AfterEach
  void forget() {
    System.clearProperty(HOME);
  }

  @Test
  void tellsTheStoryAndWhatToTypeNext() {
    System.setProperty(HOME, Upstream.fixtures().resolve("..").toString());
    Run run = Run.of("demo");
    assertThat(run.code()).isZero();
    Golden.check(Path.of("src/test/resources/golden/demo.txt"), run.out());
    assertThat(run.err()).contains(" events in ", " alerts\n");
  }

  @Test
  void saysWhatIsMissing() {
    System.setProperty(HOME, "no/such/folder");
    Run run = Run.of("demo");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("intrusion.scap` is missing");
  }
}
