package io.bulwark.rules.match;

import io.bulwark.event.access.AddressListReader;
import io.bulwark.event.access.AddressReader;
import io.bulwark.event.field.FieldType;
import io.bulwark.event.field.Multiplicity;
import io.bulwark.event.value.IpAddress;
import io.bulwark.policy.LoadOptions.Compatibility;
import io.bulwark.policy.ir.IpNet;
import io.bulwark.policy.ir.Operand;
import io.bulwark.policy.ir.Rhs;
import io.bulwark.policy.syntax.Op;
import java.util.List;
import java.util.StringJoiner;

/** Tests of addresses: equality and membership in networks. */
final class NetworkTest {
  private NetworkTest() {}

  static EventTest of(
      Object slot, Operand left, Op op, Rhs.Networks right, Compatibility compatibility) {
    boolean either = left.multiplicity() == Multiplicity.EITHER_END;
    boolean upstream =
        compatibility == Compatibility.STRICT && either && (op == Op.IN || op == Op.INTERSECTS);
    if (upstream && left.type() == FieldType.IPADDR) {
      // C-01: upstream's `fd.ip in (…)` never matches.
      return () -> false;
    }
    List<IpNet> values = right.values();
    // C-02: upstream's `fd.net in (a, b)` looks at a only.
    NetworkSet set = new NetworkSet(upstream ? values.subList(0, 1) : values);
    boolean not = op == Op.NE;
    return switch (slot) {
      case AddressReader reader ->
          () -> {
            IpAddress address = reader.read();
            return address != null && set.contains(address) != not;
          };
      case AddressListReader reader when not && !either -> () -> some(reader, set, true);
      case AddressListReader reader when not ->
          () -> reader.load() > 0 && !some(reader, set, false);
      case AddressListReader reader -> () -> some(reader, set, false);
      case Object other -> throw new IllegalStateException("no address: " + other);
    };
  }

  private static boolean some(AddressListReader reader, NetworkSet set, boolean outside) {
    for (int i = 0, count = reader.load(); i < count; i++) {
      if (set.contains(reader.get(i)) != outside) {
        return true;
      }
    }
    return false;
  }

  /** The networks as a rule would write them. */
  static String text(Rhs.Networks networks) {
    StringJoiner text = new StringJoiner(", ", "[", "]");
    for (IpNet net : networks.values()) {
      IpAddress base =
          net.v6() ? IpAddress.v6(net.high(), net.low()) : IpAddress.v4((int) net.low());
      text.add(base + "/" + net.prefix());
    }
    return text.toString();
  }
}
