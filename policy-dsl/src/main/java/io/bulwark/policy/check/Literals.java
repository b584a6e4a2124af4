package io.bulwark.policy.check;

import io.bulwark.event.field.FieldType;
import io.bulwark.event.value.ByteSlice;
import io.bulwark.policy.diag.Code;
import io.bulwark.policy.ir.IpNet;
import io.bulwark.policy.ir.Rhs;
import io.bulwark.policy.syntax.Op;
import io.bulwark.policy.syntax.Rhs.Value;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/** Turns literals into values of a field's type. */
final class Literals {
  private static final Pattern INTEGER = Pattern.compile("[+-]?[0-9]{1,40}");
  private static final Pattern HEX = Pattern.compile("0[xX][0-9a-fA-F]{1,16}");

  private Literals() {}

  static Rhs typed(FieldType type, Op op, List<Value> values) throws CheckFault {
    for (Value value : values) {
      if (value.text().indexOf('\0') >= 0) {
        throw bad(value, "a value cannot contain a NUL byte");
      }
    }
    return switch (type.shape()) {
      case TEXT, BYTES -> texts(op, values);
      case ADDRESS, NET -> networks(type, values);
      case BOOL, SIGNED, UNSIGNED -> numbers(type, values);
    };
  }

  private static CheckFault bad(Value value, String message) {
    return new CheckFault(Code.BAD_VALUE, message, value.span());
  }

  private static Rhs texts(Op op, List<Value> values) throws CheckFault {
    boolean hex = op == Op.BCONTAINS || op == Op.BSTARTSWITH;
    List<ByteSlice> out = new ArrayList<>(values.size());
    for (Value value : values) {
      out.add(ByteSlice.of(hex ? unhex(value) : value.bytes()));
    }
    return new Rhs.Texts(out);
  }

  private static byte[] unhex(Value value) throws CheckFault {
    String text = value.text();
    if (text.length() % 2 != 0 || !text.chars().allMatch(HexFormat::isHexDigit)) {
      throw bad(value, "`" + text + "` is not a row of hexadecimal bytes");
    }
    return HexFormat.of().parseHex(text);
  }

  private static Rhs networks(FieldType type, List<Value> values) throws CheckFault {
    List<IpNet> out = new ArrayList<>(values.size());
    for (Value value : values) {
      boolean net = value.text().indexOf('/') >= 0;
      if (net && type == FieldType.IPADDR) {
        throw new CheckFault(
            Code.BAD_VALUE,
            "`" + value.text() + "` is a network, and the field holds an address",
            value.span(),
            "use the `net` field of the same end");
      }
      out.add(
          Addresses.parse(value.text())
              .orElseThrow(() -> bad(value, "`" + value.text() + "` is no IP address")));
    }
    return new Rhs.Networks(out);
  }

  private static Rhs numbers(FieldType type, List<Value> values) throws CheckFault {
    List<Long> out = new ArrayList<>(values.size());
    for (Value value : values) {
      out.add(
          switch (type) {
            case BOOL -> truth(value);
            case PORT -> port(value);
            default -> integer(type, value);
          });
    }
    return new Rhs.Numbers(out);
  }

  private static long truth(Value value) throws CheckFault {
    return switch (value.text()) {
      case "true" -> 1;
      case "false" -> 0;
      default -> throw bad(value, "expected `true` or `false`, found `" + value.text() + "`");
    };
  }

  private static long port(Value value) throws CheckFault {
    String text = value.text();
    if (text.isEmpty()) {
      return 0;
    }
    if (text.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return integer(FieldType.PORT, value);
    }
    OptionalInt port = Services.port(text);
    if (port.isEmpty()) {
      throw bad(value, "`" + text + "` is neither a port nor a known service");
    }
    return port.getAsInt();
  }

  /** A number in the width of {@code type}; unsigned types take a minus sign and wrap. */
  private static long integer(FieldType type, Value value) throws CheckFault {
    String text = value.text().strip();
    if (!INTEGER.matcher(text).matches()) {
      String hint = "";
      if (HEX.matcher(text).matches()) {
        hint = "write " + new BigInteger(text.substring(2), 16) + ": numbers are decimal";
      }
      throw new CheckFault(
          Code.BAD_VALUE, "`" + value.text() + "` is not a valid number", value.span(), hint);
    }
    BigInteger number = new BigInteger(text);
    boolean signed = type.shape() == FieldType.Shape.SIGNED;
    BigInteger range = BigInteger.ONE.shiftLeft(signed ? type.bits() - 1 : type.bits());
    boolean fits = number.compareTo(range) < 0 && number.negate().compareTo(range) <= 0;
    if (!fits) {
      throw bad(value, "`" + text + "` does not fit into " + type.bits() + " bits");
    }
    return (!signed && number.signum() < 0 ? number.add(range) : number).longValue();
  }
}
