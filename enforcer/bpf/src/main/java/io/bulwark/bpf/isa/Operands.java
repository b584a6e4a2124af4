package io.bulwark.bpf.isa;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The operands of assembly text. */
final class Operands {
  private static final Pattern ADDRESS =
      Pattern.compile("\\[\\s*(%r[0-9]+)\\s*(?:([+-])\\s*([0-9A-Za-z]+)\\s*)?]");
  private static final Pattern NUMBER =
      Pattern.compile("([+-]?)(?:0[xX]([0-9A-Fa-f]{1,16})|([0-9]{1,20}))");

  private Operands() {}

  /** A register and a displacement. */
  record Address(Register base, int offset) {}

  static Register register(String text) {
    for (Register register : Register.values()) {
      if (text.equals("%" + register)) {
        return register;
      }
    }
    throw new AssemblyException("`" + text + "` is no register");
  }

  static Operand operand(String text) {
    return text.startsWith("%") ? Operand.of(register(text)) : Operand.of(immediate(text));
  }

  static Address address(String text) {
    Matcher matcher = ADDRESS.matcher(text);
    if (!matcher.matches()) {
      throw new AssemblyException("`" + text + "` is no address like [%r1+8]");
    }
    String digits = matcher.group(3);
    long offset = digits == null ? 0 : number(matcher.group(2) + digits);
    if (offset != (short) offset) {
      throw new AssemblyException("offset `" + offset + "` does not fit into 16 bits");
    }
    return new Address(register(matcher.group(1)), (int) offset);
  }

  /** 32 bits: a signed decimal, or a pattern in hexadecimal. */
  static int immediate(String text) {
    long value = number(text);
    boolean pattern = text.startsWith("0x") || text.startsWith("0X");
    if (value != (int) value && !(pattern && value >>> 32 == 0)) {
      throw new AssemblyException("`" + text + "` does not fit into 32 bits");
    }
    return (int) value;
  }

  static long number64(String text) {
    return number(text);
  }

  /** A distance in slots: {@code +1}. */
  static int slots(String text) {
    long value = number(text);
    if (value != (int) value) {
      throw new AssemblyException("`" + text + "` is too far");
    }
    return (int) value;
  }

  private static long number(String text) {
    Matcher matcher = NUMBER.matcher(text);
    if (!matcher.matches()) {
      throw new AssemblyException("`" + text + "` is no number");
    }
    try {
      long value =
          matcher.group(2) != null
              ? Long.parseUnsignedLong(matcher.group(2), 16)
              : Long.parseUnsignedLong(matcher.group(3));
      return matcher.group(1).equals("-") ? -value : value;
    } catch (NumberFormatException e) {
      throw new AssemblyException("`" + text + "` does not fit into 64 bits");
    }
  }
}
