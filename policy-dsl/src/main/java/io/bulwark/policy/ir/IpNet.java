package io.bulwark.policy.ir;

import io.bulwark.event.value.IpAddress;

/**
 * A network or a single address.
 *
 * @param v6 whether it is IPv6
 * @param high first 64 bits (0 for IPv4), host bits cleared
 * @param low last 64 bits, or the 32 bits of an IPv4 address, host bits cleared
 * @param prefix length in bits, 0–32 or 0–128
 */
public record IpNet(boolean v6, long high, long low, int prefix) {
  /** Whether {@code address} lies in this network; never across IP versions. */
  public boolean contains(IpAddress address) {
    if (address.isV6() != v6) {
      return false;
    }
    if (!v6) {
      return prefix == 0 || (address.low() ^ low) >>> (32 - prefix) == 0;
    }
    if (prefix == 0) {
      return true;
    }
    if (prefix <= 64) {
      return (address.high() ^ high) >>> (64 - prefix) == 0;
    }
    return address.high() == high && (address.low() ^ low) >>> (128 - prefix) == 0;
  }
}
