package io.bulwark.vm.helper;

import io.bulwark.vm.map.MapKind;

/** Which objects of the kernel stand behind addresses. */
@FunctionalInterface
public interface OwnerSource {
  /** An address is its own object. */
  OwnerSource ADDRESSES = (kind, address) -> address;

  /**
   * A number for the task, inode or cgroup whose description is at {@code address}, the same as
   * long as the object lives; 0 if it is none.
   *
   * @param kind the storage map's, which says what object is meant
   */
  long owner(MapKind kind, long address);
}
