package io.bulwark.rules.match;

import io.bulwark.event.access.AddressListReader;
import io.bulwark.event.access.AddressReader;
import io.bulwark.event.access.FieldReader;
import io.bulwark.event.access.LongListReader;
import io.bulwark.event.access.LongReader;
import io.bulwark.event.access.TextListReader;
import io.bulwark.event.access.TextReader;
import io.bulwark.event.field.FieldType.Shape;
import io.bulwark.event.field.Multiplicity;
import io.bulwark.event.value.ByteSlice;
import io.bulwark.event.value.IpAddress;
import io.bulwark.policy.ir.Cond;
import io.bulwark.policy.ir.IpNet;
import io.bulwark.policy.ir.Operand;
import io.bulwark.policy.ir.Rhs;
import io.bulwark.policy.syntax.Modifier;
import io.bulwark.policy.syntax.Op;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** The slow, obvious evaluator: walks the condition, one value at a time, text as Latin-1. */
public final class Reference {
  private final Operands operands;
  private final Map<Operand, FieldReader> readers = new HashMap<>();

  public Reference(Operands operands) {
    this.operands = operands;
  }

  public boolean test(Cond cond) {
    return switch (cond) {
      case Cond.Const(boolean value) -> value;
      case Cond.And(List<Cond> terms) -> terms.stream().allMatch(this::test);
      case Cond.Or(List<Cond> terms) -> terms.stream().anyMatch(this::test);
      case Cond.Not(Cond term) -> !test(term);
      case Cond.Named named -> test(named.body());
      case Cond.Exists exists -> values(exists.operand()) != null;
      case Cond.Compare compare -> compare(compare);
    };
  }

  /** Values of an operand: strings, big integers or addresses; null if missing. */
  private List<Object> values(Operand operand) {
    boolean unsigned = operand.type().shape() == Shape.UNSIGNED;
    List<Object> out = new ArrayList<>();
    switch (readers.computeIfAbsent(operand, operands::bind)) {
      case TextReader r -> {
        ByteSlice value = r.read();
        if (value == null) {
          return null;
        }
        out.add(latin(value));
      }
      case LongReader r -> {
        long value = r.read();
        if (value == LongReader.MISSING) {
          return null;
        }
        out.add(number(value, unsigned));
      }
      case AddressReader r -> {
        IpAddress value = r.read();
        if (value == null) {
          return null;
        }
        out.add(new IpAddress().set(value));
      }
      case TextListReader r -> {
        int count = r.load();
        if (count < 0) {
          return null;
        }
        for (int i = 0; i < count; i++) {
          out.add(latin(r.get(i)));
        }
      }
      case LongListReader r -> {
        int count = r.load();
        if (count < 0) {
          return null;
        }
        for (int i = 0; i < count; i++) {
          out.add(number(r.get(i), unsigned));
        }
      }
      case AddressListReader r -> {
        int count = r.load();
        if (count < 0) {
          return null;
        }
        for (int i = 0; i < count; i++) {
          out.add(new IpAddress().set(r.get(i)));
        }
      }
    }
    return out;
  }

  private static BigInteger number(long value, boolean unsigned) {
    return unsigned ? new BigInteger(Long.toUnsignedString(value)) : BigInteger.valueOf(value);
  }

  private static String latin(ByteSlice bytes) {
    return new String(bytes.toByteArray(), StandardCharsets.ISO_8859_1);
  }

  private boolean compare(Cond.Compare c) {
    List<Object> left = values(c.left());
    if (left == null) {
      return false;
    }
    List<Object> right = new ArrayList<>();
    switch (c.right()) {
      case Rhs.Texts(List<ByteSlice> texts) -> texts.forEach(t -> right.add(latin(t)));
      case Rhs.Numbers(List<Long> numbers) -> {
        boolean unsigned = c.left().type().shape() == Shape.UNSIGNED;
        numbers.forEach(n -> right.add(number(n, unsigned)));
      }
      case Rhs.Networks(List<IpNet> nets) -> right.addAll(nets);
      case Rhs.OperandRhs(Operand operand) -> {
        List<Object> other = values(operand);
        if (other == null) {
          return false;
        }
        right.addAll(other);
      }
    }
    Predicate<Object> one = value -> single(c.op(), c.modifier().orElse(null), value, right);
    if (c.left().multiplicity() == Multiplicity.LIST && c.op() == Op.IN) {
      return left.stream().allMatch(one);
    }
    if (c.left().multiplicity() == Multiplicity.EITHER_END && c.op() == Op.NE) {
      return !left.isEmpty() && left.stream().allMatch(one);
    }
    return left.stream().anyMatch(one);
  }

  private static boolean single(Op op, Modifier modifier, Object value, List<Object> right) {
    long passed = right.stream().filter(r -> pair(op, value, r)).count();
    if (modifier == null) {
      return op == Op.NE ? passed == right.size() : passed > 0;
    }
    return switch (modifier) {
      case ONEOF -> passed == 1;
      case ANYOF -> passed >= 1;
      case ALLOF -> passed == right.size();
    };
  }

  private static boolean pair(Op op, Object left, Object right) {
    return switch (left) {
      case String s -> text(op, s, (String) right);
      case BigInteger n -> order(op, n.compareTo((BigInteger) right));
      case IpAddress a ->
          (right instanceof IpNet net ? net.contains(a) : a.equals(right)) != (op == Op.NE);
      default -> throw new AssertionError(left);
    };
  }

  private static boolean order(Op op, int sign) {
    return switch (op) {
      case EQ, IN, INTERSECTS -> sign == 0;
      case NE -> sign != 0;
      case LT -> sign < 0;
      case LE -> sign <= 0;
      case GT -> sign > 0;
      case GE -> sign >= 0;
      default -> throw new AssertionError(op);
    };
  }

  private static boolean text(Op op, String s, String p) {
    return switch (op) {
      case EQ, NE, IN, INTERSECTS, LT, LE, GT, GE -> order(op, s.compareTo(p));
      case CONTAINS, BCONTAINS -> s.contains(p);
      case ICONTAINS -> lower(s).contains(lower(p));
      case STARTSWITH, BSTARTSWITH -> s.startsWith(p);
      case ENDSWITH -> s.endsWith(p);
      case GLOB -> glob(s, p);
      case IGLOB -> glob(lower(s), lower(p));
      case REGEX -> com.google.re2j.Pattern.matches(utf(p), utf(s));
      case PMATCH -> path(components(s), components(p));
      case EXISTS -> throw new AssertionError(op);
    };
  }

  private static String utf(String latin) {
    return new String(latin.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
  }

  private static String lower(String s) {
    StringBuilder out = new StringBuilder();
    s.chars().forEach(c -> out.append((char) (c >= 'A' && c <= 'Z' ? c + 32 : c)));
    return out.toString();
  }

  private static List<String> components(String path) {
    List<String> out = new ArrayList<>(List.of(path.split("/")));
    out.removeIf(String::isEmpty);
    return out;
  }

  private static boolean path(List<String> path, List<String> prefix) {
    if (prefix.size() > path.size()) {
      return false;
    }
    for (int i = 0; i < prefix.size(); i++) {
      boolean wild = prefix.get(i).matches("(?s).*[*?\\[].*");
      if (wild ? !glob(path.get(i), prefix.get(i)) : !path.get(i).equals(prefix.get(i))) {
        return false;
      }
    }
    return true;
  }

  /** Globs of {@code * ? [a-z] [!a]} and quoting only: what the random cases use. */
  static boolean glob(String s, String p) {
    if (p.isEmpty()) {
      return s.isEmpty();
    }
    char c = p.charAt(0);
    if (c == '*') {
      for (int i = 0; i <= s.length(); i++) {
        if (glob(s.substring(i), p.substring(1))) {
          return true;
        }
      }
      return false;
    }
    if (s.isEmpty()) {
      return false;
    }
    int close = c == '[' ? p.indexOf(']', p.startsWith("[!") ? 3 : 2) : -1;
    if (close > 0) {
      return bracket(p.substring(1, close), s.charAt(0))
          && glob(s.substring(1), p.substring(close + 1));
    }
    if (c == '\\') {
      return p.length() > 1 && p.charAt(1) == s.charAt(0) && glob(s.substring(1), p.substring(2));
    }
    return (c == '?' || c == s.charAt(0)) && glob(s.substring(1), p.substring(1));
  }

  private static boolean bracket(String set, char c) {
    boolean negated = set.startsWith("!");
    String rest = negated ? set.substring(1) : set;
    boolean found = false;
    for (int i = 0; i < rest.length(); i++) {
      if (i + 2 < rest.length() && rest.charAt(i + 1) == '-') {
        found |= c >= rest.charAt(i) && c <= rest.charAt(i + 2);
        i += 2;
      } else {
        found |= c == rest.charAt(i);
      }
    }
    return found != negated;
  }
}
