package io.bulwark.bpf.isa;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Assembly text → code, in the syntax of the bpf_conformance suite.
 *
 * <pre>
 * line     := [label ':'] [mnemonic [operand {',' operand}]] ['#' comment]
 * operand  := %rN | number | '[' %rN [('+'|'-') number] ']' | label | ('+'|'-') slots
 * </pre>
 *
 * <p>A mnemonic works on 64 bits, with the suffix {@code 32} on 32 ({@code add32}, {@code jne32},
 * {@code lock xchg32}). {@code exit} as a label means the first {@code exit} instruction. Beyond
 * the suite, {@code lddw %r1, map NAME} names a map and {@code call function NAME} a function of
 * the object. Immediates: decimal from -2147483648 to 2147483647, or a hexadecimal pattern of 32
 * bits.
 */
public final class TextAssembler {
  /** The label that needs no definition. */
  private static final String EXIT = "exit";

  private final Assembler assembler = new Assembler(IsaLevel.V4);
  private final Map<String, Label> labels = new HashMap<>();
  private final Map<String, Integer> firstUse = new HashMap<>();
  private final List<String> defined = new ArrayList<>();
  private final Mnemonics mnemonics = new Mnemonics(assembler, this::label);
  private int line;

  private TextAssembler() {}

  /**
   * The code that {@code text} says.
   *
   * @throws AssemblyException naming the line, for anything that is no instruction
   * @throws InvalidBytecode if a jump leaves the code or control runs off its end
   */
  public static Code assemble(String text) {
    return new TextAssembler().all(text);
  }

  private Code all(String text) {
    for (String each : text.split("\n", -1)) {
      line++;
      try {
        one(each);
      } catch (AssemblyException | IllegalArgumentException e) {
        throw new AssemblyException("line " + line + ": " + e.getMessage());
      }
    }
    for (Map.Entry<String, Integer> use : firstUse.entrySet()) {
      if (!defined.contains(use.getKey())) {
        throw new AssemblyException(
            "line " + use.getValue() + ": label `" + use.getKey() + "` is not defined");
      }
    }
    return assembler.build();
  }

  private Label label(String name) {
    firstUse.putIfAbsent(name, line);
    return labels.computeIfAbsent(name, assembler::label);
  }

  private void define(String name) {
    if (defined.contains(name)) {
      throw new AssemblyException("label `" + name + "` is defined twice");
    }
    defined.add(name);
    assembler.bind(labels.computeIfAbsent(name, assembler::label));
  }

  private void one(String text) {
    int comment = text.indexOf('#');
    String rest = (comment < 0 ? text : text.substring(0, comment)).strip();
    int colon = rest.indexOf(':');
    if (colon >= 0) {
      define(name(rest.substring(0, colon).strip()));
      rest = rest.substring(colon + 1).strip();
    }
    if (rest.isEmpty()) {
      return;
    }
    if (rest.equals(EXIT) && !defined.contains(EXIT)) {
      define(EXIT);
    }
    mnemonics.add(rest);
  }

  private static String name(String text) {
    if (!text.matches("[A-Za-z_][A-Za-z0-9_]*")) {
      throw new AssemblyException("`" + text + "` is no label");
    }
    return text;
  }
}
