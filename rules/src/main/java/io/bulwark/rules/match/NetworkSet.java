package io.bulwark.rules.match;

import io.bulwark.event.value.IpAddress;
import io.bulwark.policy.ir.IpNet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/**
 * Networks by prefix length: a test costs one probe for each length in use, however many networks
 * there are.
 */
final class NetworkSet {
  private static final int FEW = 6;

  private final IpNet[] few;
  private final Lengths[] v4;
  private final Lengths[] v6;

  /** The networks of one length, as sorted-out address bits. */
  private record Lengths(int prefix, LongPairs members) {}

  NetworkSet(List<IpNet> networks) {
    few = networks.size() <= FEW ? networks.toArray(IpNet[]::new) : new IpNet[0];
    v4 = few.length > 0 || networks.isEmpty() ? new Lengths[0] : lengths(networks, false);
    v6 = few.length > 0 || networks.isEmpty() ? new Lengths[0] : lengths(networks, true);
  }

  private static Lengths[] lengths(List<IpNet> networks, boolean wantV6) {
    TreeMap<Integer, Set<IpNet>> byPrefix = new TreeMap<>();
    for (IpNet net : networks) {
      if (net.v6() == wantV6) {
        byPrefix.computeIfAbsent(net.prefix(), p -> new HashSet<>()).add(net);
      }
    }
    return byPrefix.entrySet().stream()
        .map(e -> new Lengths(e.getKey(), LongPairs.of(e.getValue())))
        .toArray(Lengths[]::new);
  }

  boolean contains(IpAddress address) {
    for (IpNet net : few) {
      if (net.contains(address)) {
        return true;
      }
    }
    for (Lengths lengths : address.isV6() ? v6 : v4) {
      if (lengths.members.contains(high(address, lengths.prefix), low(address, lengths.prefix))) {
        return true;
      }
    }
    return false;
  }

  private static long high(IpAddress address, int prefix) {
    if (!address.isV6() || prefix == 0) {
      return 0;
    }
    return prefix >= 64 ? address.high() : address.high() & -1L << 64 - prefix;
  }

  private static long low(IpAddress address, int prefix) {
    if (!address.isV6()) {
      return prefix == 0 ? 0 : address.low() & -1L << 32 - prefix;
    }
    return prefix <= 64 ? 0 : prefix == 128 ? address.low() : address.low() & -1L << 128 - prefix;
  }
}
