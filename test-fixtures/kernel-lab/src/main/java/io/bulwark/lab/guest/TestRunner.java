package io.bulwark.lab.guest;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestPlan;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * {@code TestRunner REPORT CLASS…} runs test classes and writes a {@link TestReport}.
 *
 * <p>Exit codes: 0 all passed or skipped, 1 some failed, 2 there was no test at all.
 */
public final class TestRunner {
  private TestRunner() {}

  public static void main(String[] args) throws IOException {
    // Some tests leave threads behind, and nothing is to wait for them.
    System.exit(run(Path.of(args[0]), Stream.of(args).skip(1).toList()));
  }

  static int run(Path report, List<String> classes) throws IOException {
    LauncherDiscoveryRequest request =
        LauncherDiscoveryRequestBuilder.request()
            .selectors(classes.stream().map(DiscoverySelectors::selectClass).toList())
            .build();
    Launcher launcher = LauncherFactory.create();
    try (Writer out =
        Files.newBufferedWriter(report, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      TestPlan plan = launcher.discover(request);
      ReportWriter writer = new ReportWriter(out, plan);
      launcher.execute(plan, writer);
      out.write(TestReport.end());
      if (writer.tests() == 0) {
        System.err.println("no tests in " + classes);
        return 2;
      }
      return writer.failures() == 0 ? 0 : 1;
    }
  }
}
