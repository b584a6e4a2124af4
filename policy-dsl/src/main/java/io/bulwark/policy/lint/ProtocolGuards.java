package io.bulwark.policy.lint;

import io.bulwark.event.field.FieldRef;
import io.bulwark.event.value.ByteSlice;
import io.bulwark.policy.diag.Span;
import io.bulwark.policy.ir.Cond;
import io.bulwark.policy.ir.Operand;
import io.bulwark.policy.ir.Rhs;
import io.bulwark.policy.syntax.Op;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Finds negated tests of {@code fd.l4proto} in a conjunction that does not ask for a socket: the
 * field of a file reads {@code <NA>}, so such a test is true for every file.
 */
final class ProtocolGuards {
  private static final String PROTOCOL = "fd.l4proto";

  /** Fields that only sockets have, and those that tell what a descriptor is. */
  private static final Pattern OF_SOCKETS =
      Pattern.compile(
          "fd\\.(type|typechar|sockfamily|[cslr]?(ip|port|net)(\\.name)?|[cslr]?proto|connected)");

  private static final Set<String> SOCKET_EVENTS =
      Set.of(
          "socket",
          "socketpair",
          "bind",
          "connect",
          "listen",
          "accept",
          "accept4",
          "send",
          "sendto",
          "sendmsg",
          "sendmmsg",
          "recv",
          "recvfrom",
          "recvmsg",
          "recvmmsg",
          "shutdown",
          "getsockname",
          "getpeername",
          "getsockopt",
          "setsockopt");

  /** Whether a part leads to a test of the protocol at all; macros are shared between rules. */
  private final Map<Cond, Boolean> concerned = new IdentityHashMap<>();

  /** Where {@code condition} has such tests. */
  Set<Span> unguarded(Cond condition) {
    Set<Span> found = new LinkedHashSet<>();
    visit(condition, false, false, found);
    return found;
  }

  private void visit(Cond cond, boolean negated, boolean guarded, Set<Span> found) {
    if (!isConcerned(cond)) {
      return;
    }
    switch (cond) {
      case Cond.And(List<Cond> terms) -> {
        boolean inside =
            guarded || !negated && terms.stream().anyMatch(ProtocolGuards::asksForSocket);
        terms.forEach(term -> visit(term, negated, inside, found));
      }
      case Cond.Or(List<Cond> terms) -> terms.forEach(term -> visit(term, negated, guarded, found));
      case Cond.Not(Cond term) -> visit(term, !negated, guarded, found);
      case Cond.Named named -> visit(named.body(), negated, guarded, found);
      case Cond.Compare test -> {
        if (!guarded && (test.op() == Op.NE) != negated) {
          found.add(test.span());
        }
      }
      case Cond.Const constant -> {}
      case Cond.Exists exists -> {}
    }
  }

  private boolean isConcerned(Cond cond) {
    return switch (cond) {
      case Cond.And(List<Cond> terms) -> anyConcerned(cond, terms);
      case Cond.Or(List<Cond> terms) -> anyConcerned(cond, terms);
      case Cond.Not(Cond term) -> isConcerned(term);
      case Cond.Named named -> isConcerned(named.body());
      case Cond.Compare test -> name(test.left()).equals(PROTOCOL);
      case Cond.Const constant -> false;
      case Cond.Exists exists -> false;
    };
  }

  private boolean anyConcerned(Cond cond, List<Cond> terms) {
    Boolean known = concerned.get(cond);
    if (known == null) {
      known = terms.stream().anyMatch(this::isConcerned);
      concerned.put(cond, known);
    }
    return known;
  }

  private static boolean asksForSocket(Cond cond) {
    return switch (cond) {
      case Cond.And(List<Cond> terms) -> terms.stream().anyMatch(ProtocolGuards::asksForSocket);
      case Cond.Or(List<Cond> terms) -> terms.stream().allMatch(ProtocolGuards::asksForSocket);
      case Cond.Named named -> asksForSocket(named.body());
      case Cond.Compare test -> test.op() != Op.NE && asksForSocket(test);
      case Cond.Exists exists -> OF_SOCKETS.matcher(name(exists.operand())).matches();
      case Cond.Not not -> false;
      case Cond.Const constant -> false;
    };
  }

  private static boolean asksForSocket(Cond.Compare test) {
    String name = name(test.left());
    return name.equals("evt.type")
        ? test.right() instanceof Rhs.Texts(List<ByteSlice> types)
            && types.stream().allMatch(type -> SOCKET_EVENTS.contains(type.toString()))
        : OF_SOCKETS.matcher(name).matches();
  }

  private static String name(Operand operand) {
    return operand instanceof Operand.FieldOperand(FieldRef field) ? field.def().name() : "";
  }
}
