package io.bulwark.lab.guest;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Not a test of anything: run once on the host, it shows which classes of JUnit tests load. */
public final class StartupProbe {
  StartupProbe() {}

  @Test
  void assertions() {
    assertAll(() -> assertEquals(1, 1), () -> assertEquals(List.of(1), List.of(1), () -> "one"));
    assertThrows(AssertionError.class, () -> assertEquals("a", "b", "they differ"));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void parameters(int value) {
    assertEquals(value, Integer.parseInt(String.valueOf(value)));
  }

  @TestFactory
  Stream<DynamicTest> factories() {
    return Stream.of(DynamicTest.dynamicTest("one", () -> {}));
  }
}
