package io.bulwark.kernel.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.bulwark.fixtures.Golden;
import io.bulwark.kernel.HostKernel;
import io.bulwark.kernel.load.Libbpf;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Logs of our own failing programs, recorded on several kernels ({@link LogRecorder}, also in
 * guests of the kernel lab), and what is made of them.
 */
class RecordedLogsTest {
  private static final Path FOLDER = Path.of("src/test/resources/verifier-logs");

  @TestFactory
  List<DynamicTest> everyKernelsLogsAreUnderstood() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    for (String kernel : List.of("5.10", "6.1", "6.12", "6.18", "7.3")) {
      Path file = FOLDER.resolve(kernel + ".txt");
      if (Files.exists(file)) {
        tests.add(DynamicTest.dynamicTest(kernel, () -> check(kernel, read(file))));
      }
    }
    assertThat(tests).hasSizeGreaterThanOrEqualTo(2);
    return tests;
  }

  private static void check(String kernel, Map<String, VerifierLog> logs) {
    StringBuilder text = new StringBuilder();
    for (FailingPrograms.Failing failing : FailingPrograms.all()) {
      VerifierLog log = logs.get(failing.name());
      assertThat(log).as(failing.name()).isNotNull();
      if (failing.slot() >= 0) {
        assertThat(log.instruction()).as(failing.name()).hasValue(failing.slot());
      }
      text.append(failing.name())
          .append("\n  at ")
          .append(log.instruction().isPresent() ? log.instruction().getAsInt() : "?")
          .append(log.instructionText().isEmpty() ? "" : ": " + log.instructionText())
          .append("\n  ")
          .append(log.summary())
          .append(log.reason().isEmpty() ? "" : "\n  reason: " + log.reason())
          .append(log.suggestion().isEmpty() ? "" : "\n  suggestion: " + log.suggestion())
          .append('\n');
    }
    Golden.check(FOLDER.resolve(kernel + ".summary"), text.toString());
  }

  private static Map<String, VerifierLog> read(Path file) throws IOException {
    Map<String, VerifierLog> logs = new LinkedHashMap<>();
    String name = "";
    StringBuilder text = new StringBuilder();
    for (String line : Files.readAllLines(file)) {
      if (line.startsWith(LogRecorder.START)) {
        logs.put(name, new VerifierLog(text.toString()));
        name = line.substring(LogRecorder.START.length());
        text.setLength(0);
      } else {
        text.append(line).append('\n');
      }
    }
    return logs;
  }

  @Test
  void thisKernelStopsWhereTheProgramsGoWrong() {
    Libbpf libbpf = HostKernel.require();
    for (FailingPrograms.Failing failing : FailingPrograms.all()) {
      VerifierLog log = FailingPrograms.reject(libbpf, failing);
      assertThat(log.message()).as(failing.name()).isNotEmpty();
      if (failing.slot() >= 0) {
        assertThat(log.instruction())
            .as(failing.name() + ": " + log.text())
            .isEqualTo(OptionalInt.of(failing.slot()));
      }
    }
  }

  @Test
  void anEmptyLogHasNoReason() {
    assertThat(VerifierLog.EMPTY.summary()).isEqualTo("the kernel gave no reason");
    assertThat(VerifierLog.EMPTY.instruction()).isEmpty();
    assertThat(VerifierLog.EMPTY.processed()).isEmpty();
    assertThat(new VerifierLog("processed 3 insns (limit 1000000) x\n").summary())
        .isEqualTo("the kernel gave no reason");
  }

  @Test
  void aTypesMemberNeedsTheLineBefore() {
    VerifierLog log = new VerifierLog("[13] STRUCT point size=16 vlen=4\n\tx1 type_id=2\0rest");
    assertThat(log.summary()).isEqualTo("[13] STRUCT point size=16 vlen=4: x1 type_id=2");
  }
}
