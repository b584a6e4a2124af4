package io.bulwark.bpf.isa;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where everything comes to stand.
 *
 * <p>All jumps start out short. Those that turn out not to reach become long, which moves what
 * follows, until none is left; a long jump never becomes short again, so this ends.
 */
final class Layout {
  private final List<Item> items;
  private final IsaLevel level;
  private final BitSet far = new BitSet();
  private final Map<Label, Integer> places = new HashMap<>();
  private final int[] starts;

  Layout(List<Item> items, IsaLevel level) {
    this.items = items;
    this.level = level;
    starts = new int[items.size() + 1];
    do {
      place();
    } while (lengthen());
  }

  private void place() {
    for (int at = 0; at < items.size(); at++) {
      starts[at + 1] = starts[at] + slots(at);
      if (items.get(at) instanceof Item.Bind(Label label)) {
        places.put(label, starts[at]);
      }
    }
  }

  private int slots(int at) {
    return switch (items.get(at)) {
      case Item.Bind _ -> 0;
      case Item.Plain(Statement statement) -> statement.instruction().slots();
      case Item.Leading(Instruction.JumpIf jump, _, _) when far.get(at) ->
          inverse(jump.condition()) == null ? 3 : 2;
      case Item.Leading(Instruction instruction, _, _) -> instruction.slots();
    };
  }

  /** The distance that the item's own instruction has to encode. */
  private int distance(int at, Label target) {
    return places.getOrDefault(target, 0) - starts[at + 1];
  }

  /** Marks the jumps that do not reach; whether there were new ones. */
  private boolean lengthen() {
    int before = far.cardinality();
    for (int at = 0; at < items.size(); at++) {
      if (items.get(at) instanceof Item.Leading(Instruction instruction, Label target, _)
          && (instruction instanceof Instruction.JumpIf
              || instruction instanceof Instruction.Jump(_, boolean isLong) && !isLong)
          && distance(at, target) != (short) distance(at, target)) {
        requireLongForm(at, target);
        far.set(at);
      }
    }
    return far.cardinality() > before;
  }

  private void requireLongForm(int at, Label target) {
    if (level == IsaLevel.V3) {
      throw new AssemblyException(
          "label `%s` is %d slots away, and jumps reach 32767 without ISA v4"
              .formatted(target, distance(at, target)));
    }
  }

  List<Statement> statements() {
    List<Statement> statements = new ArrayList<>();
    for (int at = 0; at < items.size(); at++) {
      switch (items.get(at)) {
        case Item.Bind _ -> {}
        case Item.Plain(Statement statement) -> statements.add(statement);
        case Item.Leading(Instruction instruction, Label target, Metadata metadata) -> {
          for (Instruction each : lead(at, instruction, distance(at, target))) {
            statements.add(new Statement(each, metadata));
          }
        }
      }
    }
    return statements;
  }

  private List<Instruction> lead(int at, Instruction instruction, int distance) {
    return switch (instruction) {
      case Instruction.Jump(_, boolean isLong) ->
          List.of(new Instruction.Jump(distance, isLong || far.get(at)));
      case Instruction.JumpIf jump when far.get(at) -> longForm(jump, distance);
      case Instruction.JumpIf jump -> List.of(withOffset(jump, jump.condition(), distance));
      case Instruction.CallLocal _ -> List.of(new Instruction.CallLocal(distance));
      case Instruction.LoadImm64(Register dst, _) ->
          List.of(new Instruction.LoadImm64(dst, new Constant.FunctionAddress(distance)));
      case Instruction.Alu _,
          Instruction.MoveSignExtended _,
          Instruction.Negate _,
          Instruction.Endian _,
          Instruction.Load _,
          Instruction.Store _,
          Instruction.Atomic _,
          Instruction.CallHelper _,
          Instruction.CallKfunc _,
          Instruction.CallRegister _,
          Instruction.LoadPacket _,
          Instruction.Exit _ ->
          throw new AssemblyException("`" + Disassembler.print(instruction) + "` leads nowhere");
    };
  }

  /** A test that skips the long jump; one without an inverse takes a short jump in between. */
  private static List<Instruction> longForm(Instruction.JumpIf jump, int distance) {
    Instruction goTo = new Instruction.Jump(distance, true);
    Condition inverse = inverse(jump.condition());
    return inverse == null
        ? List.of(withOffset(jump, jump.condition(), 1), new Instruction.Jump(1, false), goTo)
        : List.of(withOffset(jump, inverse, 1), goTo);
  }

  private static Instruction withOffset(Instruction.JumpIf jump, Condition test, int offset) {
    return new Instruction.JumpIf(test, jump.wide(), jump.left(), jump.right(), offset);
  }

  private static @Nullable Condition inverse(Condition condition) {
    return switch (condition) {
      case EQ -> Condition.NE;
      case NE -> Condition.EQ;
      case GT -> Condition.LE;
      case LE -> Condition.GT;
      case GE -> Condition.LT;
      case LT -> Condition.GE;
      case SGT -> Condition.SLE;
      case SLE -> Condition.SGT;
      case SGE -> Condition.SLT;
      case SLT -> Condition.SGE;
      case SET -> null;
    };
  }
}
