package io.bulwark.kernel.load;

/** When an update may write. */
public enum UpdateMode {
  /** Always. */
  ANY,
  /** Only a key that is not there. */
  ONLY_NEW,
  /** Only a key that is there. */
  ONLY_EXISTING
}
