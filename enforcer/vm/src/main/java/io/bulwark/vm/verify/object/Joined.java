package io.bulwark.vm.verify.object;

import io.bulwark.bpf.isa.Code;
import io.bulwark.bpf.isa.Constant;
import io.bulwark.bpf.isa.Instruction;
import io.bulwark.bpf.isa.Metadata;
import io.bulwark.bpf.isa.Reference;
import io.bulwark.bpf.isa.Statement;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A program and the functions it reaches in one piece: calls have distances, everything else is
 * still named. Externs become variables of the section that {@link Surroundings} makes of them.
 *
 * @param code the program first
 * @param entries index of the first instruction of each function
 */
record Joined(Code code, Map<String, Integer> entries) {
  static Joined of(String program, Map<String, Code> functions) {
    Map<String, Code> reached = new LinkedHashMap<>();
    collect(program, functions, reached);
    Map<String, Integer> slots = new LinkedHashMap<>();
    Map<String, Integer> entries = new LinkedHashMap<>();
    int slot = 0;
    int index = 0;
    for (Map.Entry<String, Code> each : reached.entrySet()) {
      slots.put(each.getKey(), slot);
      entries.put(each.getKey(), index);
      slot += each.getValue().slotCount();
      index += each.getValue().size();
    }
    List<Statement> statements = new ArrayList<>();
    reached.forEach((name, code) -> {
      int start = Objects.requireNonNull(slots.get(name));
      for (int at = 0; at < code.size(); at++) {
        statements.add(resolve(code.statements().get(at), start + code.slotOf(at + 1), slots));
      }
    });
    return new Joined(Code.of(statements), entries);
  }

  /** In the order in which calls name them; a chain of calls may be as long as the object. */
  private static void collect(String program, Map<String, Code> all, Map<String, Code> reached) {
    Deque<String> open = new ArrayDeque<>(List.of(program));
    while (!open.isEmpty()) {
      String name = open.remove();
      Code code = all.get(name);
      if (code == null || reached.putIfAbsent(name, code) != null) {
        continue;
      }
      for (Statement statement : code.statements()) {
        if (statement.metadata().reference() instanceof Reference.ToFunction(String callee)) {
          open.add(callee);
        }
      }
    }
  }

  private static Statement resolve(Statement statement, int next, Map<String, Integer> slots) {
    Metadata metadata = statement.metadata();
    if (metadata.reference() instanceof Reference.ToExtern(String name)) {
      return new Statement(
          statement.instruction(), metadata.withReference(new Reference.ToVariable(name, 0)));
    }
    if (!(metadata.reference() instanceof Reference.ToFunction(String name))
        || !slots.containsKey(name)) {
      return statement;
    }
    int distance = slots.get(name) - next;
    Instruction resolved =
        statement.instruction() instanceof Instruction.LoadImm64(var dst, _)
            ? new Instruction.LoadImm64(dst, new Constant.FunctionAddress(distance))
            : new Instruction.CallLocal(distance);
    return new Statement(resolved, metadata.withReference(null));
  }
}
