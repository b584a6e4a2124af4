package io.bulwark.stream.state;

import io.bulwark.event.value.IpAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The machine's own addresses: which end of a connection is local. */
public final class NetworkInterfaces {
  private static final int LOOPBACK = 0x7f00_0001;

  private record Interface(IpAddress address, IpAddress netmask) {}

  private final List<Interface> v4 = new ArrayList<>();
  private final List<Interface> v6 = new ArrayList<>();

  NetworkInterfaces() {}

  void add(IpAddress address, IpAddress netmask) {
    (address.isV6() ? v6 : v4).add(new Interface(address, netmask));
  }

  void clear() {
    v4.clear();
    v6.clear();
  }

  /** Whether the capture listed any IPv4 address. */
  public boolean hasV4() {
    return !v4.isEmpty();
  }

  /** Whether {@code address} is one of this machine's. */
  public boolean contains(IpAddress address) {
    for (Interface i : address.isV6() ? v6 : v4) {
      if (i.address.equals(address)) {
        return true;
      }
    }
    return false;
  }

  /** Whether {@code address} is in a subnet of this machine's, which is how IPv6 ends are told. */
  public boolean reaches(IpAddress address) {
    for (Interface i : address.isV6() ? v6 : v4) {
      if (sameSubnet(i, address)) {
        return true;
      }
    }
    return false;
  }

  /** IPv6 subnets are taken to be 64 bits long, as upstream does. */
  private static boolean sameSubnet(Interface i, IpAddress other) {
    return other.isV6()
        ? i.address.high() == other.high()
        : (i.address.low() & i.netmask.low()) == (other.low() & i.netmask.low());
  }

  /** Fills in the missing end of a connection from the interface that reaches the other end. */
  void complete(FdInfo fd) {
    if (!fd.isIpSocket() || (!fd.source.isZero() && !fd.destination.isZero())) {
      return;
    }
    boolean sourceMissing = fd.source.isZero();
    IpAddress known = sourceMissing ? fd.destination : fd.source;
    IpAddress inferred = infer(known);
    if (inferred != null && inferred.equals(known) && fd.sourcePort == fd.destinationPort) {
      return; // the same end twice
    }
    IpAddress missing = sourceMissing ? fd.source : fd.destination;
    if (inferred == null && known.isV6()) {
      missing.setV6(0, 0);
    } else if (inferred == null) {
      missing.setV4(0);
    } else {
      missing.set(inferred);
    }
  }

  /**
   * Our address towards {@code other}: itself if local, the one of its subnet, or the first real
   * one.
   */
  private @Nullable IpAddress infer(IpAddress other) {
    List<Interface> all = other.isV6() ? v6 : v4;
    for (Interface i : all) {
      if (i.address.equals(other)) {
        return i.address;
      }
    }
    for (Interface i : all) {
      if (sameSubnet(i, other)) {
        return i.address;
      }
    }
    for (Interface i : all) {
      boolean loopback =
          i.address.isV6()
              ? i.address.high() == 0 && i.address.low() == 1
              : (int) i.address.low() == LOOPBACK;
      if (!loopback) {
        return i.address;
      }
    }
    return null;
  }
}
