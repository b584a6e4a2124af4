package io.bulwark.event.value;

/**
 * An IPv4 or IPv6 address as numbers, re-pointable like {@link ByteSlice}.
 *
 * <p>IPv4 keeps its 32 bits in the low half of {@link #low()} (first octet most significant) and a
 * zero {@link #high()}. An IPv4 address never equals an IPv6 one, mapped or not.
 */
public final class IpAddress {
  private boolean v6;
  private long high;
  private long low;

  /** The address 0.0.0.0, to be set later. */
  public IpAddress() {}

  public static IpAddress v4(int bits) {
    return new IpAddress().setV4(bits);
  }

  public static IpAddress v6(long high, long low) {
    return new IpAddress().setV6(high, low);
  }

  public IpAddress setV4(int bits) {
    v6 = false;
    high = 0;
    low = bits & 0xffff_ffffL;
    return this;
  }

  public IpAddress setV6(long high, long low) {
    v6 = true;
    this.high = high;
    this.low = low;
    return this;
  }

  /** Takes over another address. */
  public IpAddress set(IpAddress other) {
    v6 = other.v6;
    high = other.high;
    low = other.low;
    return this;
  }

  /** Whether it is 0.0.0.0 or ::. */
  public boolean isZero() {
    return high == 0 && low == 0;
  }

  public boolean isV6() {
    return v6;
  }

  /** The first 64 bits of an IPv6 address; 0 for IPv4. */
  public long high() {
    return high;
  }

  /** The last 64 bits of an IPv6 address, or the 32 bits of an IPv4 one. */
  public long low() {
    return low;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof IpAddress that && v6 == that.v6 && high == that.high && low == that.low;
  }

  @Override
  public int hashCode() {
    return Long.hashCode(high * 31 + low) + (v6 ? 1 : 0);
  }

  /** Dotted quad, or RFC 5952 text for IPv6. */
  @Override
  public String toString() {
    return v6 ? Ipv6Text.format(high, low) : Ipv6Text.formatV4((int) low);
  }
}
