package io.bulwark.lab;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Disables a test class or method outside guests of the lab. */
@Documented
@Inherited
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@EnabledIfSystemProperty(
    named = GuestOnly.KERNEL,
    matches = ".+",
    disabledReason = "runs only inside a guest of the kernel lab")
public @interface GuestOnly {
  /** The system property that holds the kernel's series in a guest, for example {@code 6.1}. */
  String KERNEL = "bulwark.lab.guest";
}
