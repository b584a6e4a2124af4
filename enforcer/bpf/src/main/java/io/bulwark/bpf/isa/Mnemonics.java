package io.bulwark.bpf.isa;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** One line of assembly text without its label → one instruction. */
final class Mnemonics {
  private static final String LOCK = "lock";
  private static final String FETCH = "fetch ";

  private final Assembler out;
  private final Function<String, Label> labels;

  Mnemonics(Assembler out, Function<String, Label> labels) {
    this.out = out;
    this.labels = labels;
  }

  /** Words of a line: what to do, and to what. */
  private record Line(String mnemonic, List<String> operands) {
    static Line of(String mnemonic, String operands) {
      return new Line(
          mnemonic,
          operands.isBlank()
              ? List.of()
              : Arrays.stream(operands.split(",", -1)).map(String::strip).toList());
    }

    String get(int at, int count) {
      if (operands.size() != count) {
        throw new AssemblyException(
            "`%s` takes %d operands, not %d".formatted(mnemonic, count, operands.size()));
      }
      return operands.get(at);
    }

    Register register(int at, int count) {
      return Operands.register(get(at, count));
    }

    boolean is32() {
      return mnemonic.endsWith("32");
    }

    /** The mnemonic without the suffix that says 32 bits. */
    String root() {
      return is32() ? mnemonic.substring(0, mnemonic.length() - 2) : mnemonic;
    }
  }

  void add(String text) {
    int blank = text.indexOf(' ');
    String mnemonic = blank < 0 ? text : text.substring(0, blank);
    String rest = blank < 0 ? "" : text.substring(blank + 1).strip();
    if (mnemonic.equals(LOCK)) {
      out.add(atomic(rest));
      return;
    }
    Line line = Line.of(mnemonic, rest);
    switch (mnemonic) {
      case "exit" -> exit(line);
      case "call" -> call(line);
      case "ja", "ja32" -> jump(line, new Instruction.Jump(0, line.is32()), line.get(0, 1));
      case "lddw" -> constant(line);
      default -> addOther(line);
    }
  }

  private void addOther(Line line) {
    Optional<Condition> condition =
        line.mnemonic().startsWith("j")
            ? find(Condition.values(), line.root().substring(1))
            : Optional.empty();
    if (condition.isPresent()) {
      jumpIf(line, condition.get());
      return;
    }
    out.add(
        memory(line)
            .or(() -> endian(line))
            .or(() -> signExtended(line))
            .or(() -> arithmetic(line))
            .orElseThrow(
                () -> new AssemblyException("`" + line.mnemonic() + "` is no instruction")));
  }

  private static <E extends Enum<E>> Optional<E> find(E[] all, String name) {
    String upper = name.toUpperCase(Locale.ROOT);
    return name.equals(upper)
        ? Optional.empty()
        : Arrays.stream(all).filter(each -> each.name().equals(upper)).findFirst();
  }

  private void exit(Line line) {
    if (!line.operands().isEmpty()) {
      throw new AssemblyException("`exit` takes no operands");
    }
    out.exit();
  }

  private void call(Line line) {
    String target = line.get(0, 1);
    if (target.startsWith("local ")) {
      out.call(labels.apply(target.substring(6).strip()));
    } else if (target.startsWith("function ")) {
      out.callFunction(target.substring(9).strip());
    } else if (target.startsWith("%")) {
      out.add(new Instruction.CallRegister(Operands.register(target)));
    } else {
      out.call(Operands.immediate(target));
    }
  }

  private void constant(Line line) {
    Register dst = line.register(0, 2);
    String value = line.get(1, 2);
    if (value.startsWith("map ")) {
      out.loadMap(dst, value.substring(4).strip());
    } else {
      out.add(new Instruction.LoadImm64(dst, new Constant.Number(Operands.number64(value))));
    }
  }

  private void jumpIf(Line line, Condition condition) {
    Register left = line.register(0, 3);
    Operand right = Operands.operand(line.get(1, 3));
    jump(line, new Instruction.JumpIf(condition, !line.is32(), left, right, 0), line.get(2, 3));
  }

  private void jump(Line line, Instruction jump, String target) {
    char first = target.isEmpty() ? ' ' : target.charAt(0);
    if (first != '+' && first != '-') {
      out.jump(jump, labels.apply(target));
      return;
    }
    int slots = Operands.slots(target);
    out.add(
        switch (jump) {
          case Instruction.Jump(_, boolean isLong) -> new Instruction.Jump(slots, isLong);
          case Instruction.JumpIf(Condition test, boolean wide, Register left, Operand right, _) ->
              new Instruction.JumpIf(test, wide, left, right, slots);
          case Instruction other ->
              throw new AssemblyException("`" + line.mnemonic() + "` is no jump: " + other);
        });
  }

  private static Optional<Instruction> memory(Line line) {
    String name = line.mnemonic();
    for (Size size : Size.values()) {
      String suffix = size.name().toLowerCase(Locale.ROOT);
      if (name.equals("ldx" + suffix)) {
        return Optional.of(load(line, size, false));
      } else if (name.equals("ldxs" + suffix) && size != Size.DW) {
        return Optional.of(load(line, size, true));
      } else if (name.equals("st" + suffix)) {
        return Optional.of(store(line, size, new Operand.Imm(Operands.immediate(line.get(1, 2)))));
      } else if (name.equals("stx" + suffix)) {
        return Optional.of(store(line, size, Operand.of(line.register(1, 2))));
      }
    }
    return Optional.empty();
  }

  private static Instruction load(Line line, Size size, boolean signed) {
    Operands.Address from = Operands.address(line.get(1, 2));
    return new Instruction.Load(size, signed, line.register(0, 2), from.base(), from.offset());
  }

  private static Instruction store(Line line, Size size, Operand value) {
    Operands.Address to = Operands.address(line.get(0, 2));
    return new Instruction.Store(size, to.base(), to.offset(), value);
  }

  private static Optional<Instruction> endian(Line line) {
    String name = line.mnemonic().replaceFirst("[0-9]+$", "");
    String bits = line.mnemonic().substring(name.length());
    EndianOp op =
        switch (name) {
          case "le" -> EndianOp.LE;
          case "be" -> EndianOp.BE;
          case "bswap", "swap" -> EndianOp.BSWAP;
          default -> null;
        };
    return op == null || !List.of("16", "32", "64").contains(bits)
        ? Optional.empty()
        : Optional.of(new Instruction.Endian(op, Integer.parseInt(bits), line.register(0, 1)));
  }

  /** {@code movsx1664}: from 16 bits to 64. */
  private static Optional<Instruction> signExtended(Line line) {
    return switch (line.mnemonic()) {
      case "movsx832" -> Optional.of(signExtended(line, 8, false));
      case "movsx1632" -> Optional.of(signExtended(line, 16, false));
      case "movsx864" -> Optional.of(signExtended(line, 8, true));
      case "movsx1664" -> Optional.of(signExtended(line, 16, true));
      case "movsx3264" -> Optional.of(signExtended(line, 32, true));
      default -> Optional.empty();
    };
  }

  private static Instruction signExtended(Line line, int bits, boolean wide) {
    return new Instruction.MoveSignExtended(wide, bits, line.register(0, 2), line.register(1, 2));
  }

  private static Optional<Instruction> arithmetic(Line line) {
    if (line.root().equals("neg")) {
      return Optional.of(new Instruction.Negate(!line.is32(), line.register(0, 1)));
    }
    return find(AluOp.values(), line.root())
        .map(op ->
            new Instruction.Alu(
                op, !line.is32(), line.register(0, 2), Operands.operand(line.get(1, 2))));
  }

  /** {@code lock fetch add32 [%r10-8], %r1}. */
  private static Instruction atomic(String text) {
    String prefix = text.startsWith(FETCH) ? "FETCH_" : "";
    String rest = (prefix.isEmpty() ? text : text.substring(FETCH.length())).strip();
    int blank = rest.indexOf(' ');
    if (blank < 0) {
      throw new AssemblyException("`lock` takes an operation and two operands");
    }
    Line line = Line.of(rest.substring(0, blank), rest.substring(blank + 1));
    AtomicOp op =
        find(AtomicOp.values(), prefix.toLowerCase(Locale.ROOT) + line.root())
            .orElseThrow(() -> new AssemblyException("`" + text + "` is no atomic operation"));
    Operands.Address at = Operands.address(line.get(0, 2));
    return new Instruction.Atomic(op, !line.is32(), at.base(), at.offset(), line.register(1, 2));
  }
}
