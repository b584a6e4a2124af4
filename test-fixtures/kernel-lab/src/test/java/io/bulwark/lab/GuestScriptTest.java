package io.bulwark.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.bulwark.lab.kernel.Cache;
import io.bulwark.lab.kernel.Kernel;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class GuestScriptTest {
  private static final Cache CACHE = Cache.ofUser();

  @Test
  void scriptsEndWithTheirFirstFailure() {
    GuestScript script = GuestScript.of(Kernel.V6_1, GuestJob.script("false", "echo no"), CACHE);

    assertThat(script.script()).startsWith("set -e\n").endsWith("false\necho no\n");
  }

  @Test
  void argumentsOfTheJvmAreQuoted() {
    GuestJob.JavaMain job =
        new GuestJob.JavaMain(
            "a.Main",
            List.of(Path.of("/a b"), Path.of("/c")),
            List.of("-Dx=\\"),
            List.of("\"", "#"));

    assertThat(GuestScript.of(Kernel.V7_3, job, CACHE).javaArguments())
        .contains("\"-Dbulwark.lab.guest=7.3\"\n\"-Dx=\\\\\"\n\"-cp\"\n\"/a b:/c\"\n")
        .endsWith("\"a.Main\"\n\"\\\"\"\n\"#\"\n");
  }

  @Test
  void wordsOfTheShellAreQuoted() {
    assertThat(GuestScript.quote("it's")).isEqualTo("'it'\\''s'");
  }

  @Test
  void testsRunOnTheHostsClassPath() {
    GuestScript script = GuestScript.of(Kernel.V6_1, GuestJob.tests(ProbeInGuest.class), CACHE);

    assertThat(script.javaArguments())
        .contains("kernel-lab/target/test-classes", "kernel-lab/target/classes")
        .contains("junit-jupiter-engine", "junit-platform-launcher")
        .endsWith("\"/run/bulwark-lab/tests\"\n\"io.bulwark.lab.ProbeInGuest\"\n");
  }
}
