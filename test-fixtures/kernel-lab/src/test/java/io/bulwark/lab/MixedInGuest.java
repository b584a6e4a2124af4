package io.bulwark.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Every way a test can end; the last takes the JVM with it. */
@GuestOnly
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class MixedInGuest {
  @Test
  @Order(1)
  void passes() {
    System.out.println("passed\t1\tMixedInGuest > never()\t");
    System.out.println("complete\t0\t\t");
  }

  @Test
  @Order(2)
  void fails() {
    assertEquals("a\tb", "a\nb", "tab or line");
  }

  @Test
  @Order(3)
  void isAborted() {
    Assumptions.abort("not\there");
  }

  @Test
  @Order(4)
  @Disabled("switched off")
  void isDisabled() {
    throw new AssertionError("runs all the same");
  }

  @Test
  @Order(5)
  void endsTheJvm() {
    Runtime.getRuntime().halt(0);
  }
}
