package io.bulwark.rules.match;

/** A test of the current event that is no bit of a field's atoms. */
@FunctionalInterface
interface EventTest {
  boolean test();
}
