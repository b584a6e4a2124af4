package io.bulwark.bpf.object;

import io.bulwark.bpf.isa.Code;
import io.bulwark.bpf.isa.Constant;
import io.bulwark.bpf.isa.Instruction;
import io.bulwark.bpf.isa.Reference;
import io.bulwark.bpf.isa.Statement;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Instructions as they stand in the file where a relocation completes them. */
final class Stored {
  private Stored() {}

  /**
   * The code with addends and placeholders that loaders expect.
   *
   * @param statics byte offset in {@code .text} of each static function: libbpf finds its address
   *     only through the section's symbol
   */
  static Code code(Code code, Map<String, Integer> statics) {
    return Code.of(
        code.statements().stream()
            .map(each -> new Statement(instruction(each, statics), each.metadata()))
            .toList());
  }

  /** Whether the address of a static function is loaded, which needs the section's symbol. */
  static boolean isStaticAddress(Statement statement, Map<String, Integer> statics) {
    return statement.instruction() instanceof Instruction.LoadImm64
        && statement.metadata().reference() instanceof Reference.ToFunction(String name)
        && statics.containsKey(name);
  }

  private static Instruction instruction(Statement statement, Map<String, Integer> statics) {
    return switch (statement.metadata().reference()) {
      case Reference.ToFunction(String name)
          when statement.instruction() instanceof Instruction.LoadImm64(var dst, _) ->
          new Instruction.LoadImm64(dst, new Constant.Number(statics.getOrDefault(name, 0)));
      case Reference.ToVariable(_, int addend)
          when statement.instruction() instanceof Instruction.LoadImm64(var dst, _) ->
          new Instruction.LoadImm64(dst, new Constant.Number(addend & 0xffffffffL));
      case Reference.ToKfunc _ -> new Instruction.CallLocal(-1);
      case null, default -> statement.instruction();
    };
  }

  /** What the instruction has to be for its reference, or null if it is that. */
  static @Nullable String problem(Statement statement) {
    Reference reference = statement.metadata().reference();
    if (reference == null) {
      return statement.instruction() instanceof Instruction.CallLocal
          ? "calls a place, not a function by name"
          : null;
    }
    Instruction nothing =
        statement.instruction() instanceof Instruction.LoadImm64(var dst, _)
            ? new Instruction.LoadImm64(dst, new Constant.Number(0))
            : new Instruction.CallLocal(-1);
    boolean fits =
        switch (reference) {
          case Reference.ToMap _, Reference.ToVariable _, Reference.ToExtern _ ->
              nothing instanceof Instruction.LoadImm64 && statement.instruction().equals(nothing);
          case Reference.ToFunction _ -> statement.instruction().equals(nothing);
          case Reference.ToKfunc _ ->
              statement.instruction().equals(new Instruction.CallKfunc(0, 0));
        };
    return fits
        ? null
        : "refers to `" + reference.name() + "` from `" + statement.instruction() + "`";
  }
}
