package io.bulwark.vm.verify.object;

/**
 * What is known about the constants of an object, whose values kernels follow and cut branches by.
 */
public enum FrozenValues {
  /**
   * A loader may set what the types call {@code volatile} ({@code const volatile int enforce}): a
   * verdict holds for all values. Other constants, such as texts, stay as they are.
   */
  SET_BY_LOADER,

  /** They are those of the object: a verdict says nothing about other values. */
  AS_IN_OBJECT
}
