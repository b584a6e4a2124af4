package io.bulwark.vm.program;

import static java.util.Objects.requireNonNull;

import io.bulwark.bpf.isa.Code;
import io.bulwark.bpf.isa.Constant;
import io.bulwark.bpf.isa.Instruction;
import io.bulwark.bpf.isa.InvalidBytecode;
import io.bulwark.bpf.isa.Metadata;
import io.bulwark.bpf.isa.Reference;
import io.bulwark.bpf.isa.Statement;
import io.bulwark.vm.fault.Place;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Puts a program and the functions it reaches into one piece and fills in all symbols. */
public final class Linker {
  private final Map<String, Code> library;
  private final Symbols symbols;

  /** Functions in their order in the program; filled while new names turn up. */
  private final LinkedHashMap<String, Code> functions = new LinkedHashMap<>();

  private final Map<String, Integer> firstSlots = new HashMap<>();

  private Linker(Map<String, Code> library, Symbols symbols) {
    this.library = library;
    this.symbols = symbols;
  }

  /**
   * The program that begins with {@code code}.
   *
   * @param name of the program, for messages
   * @param library the object's functions by name; only those that are reached become part
   * @throws LinkException if a symbol or function is missing, or the code has a shape that no
   *     machine runs
   */
  public static Program link(String name, Code code, Map<String, Code> library, Symbols symbols) {
    return new Linker(library, symbols).link(name, code);
  }

  private Program link(String name, Code main) {
    functions.put(name, main);
    collect(name);
    List<Statement> statements = new ArrayList<>();
    Map<Integer, String> names = new HashMap<>();
    layOut();
    functions.forEach((function, code) -> {
      names.put(statements.size(), function);
      for (int index = 0; index < code.size(); index++) {
        statements.add(resolve(function, code, index));
      }
    });
    try {
      return new Program(Code.of(statements), names);
    } catch (InvalidBytecode e) {
      throw new LinkException(new Place(name, -1, null), e.problem());
    }
  }

  /** Takes in what is called, without recursion: a chain of calls may be as long as the object. */
  private void collect(String main) {
    Deque<String> open = new ArrayDeque<>(List.of(main));
    while (!open.isEmpty()) {
      String from = open.remove();
      Code code = requireNonNull(functions.get(from), from);
      for (int index = 0; index < code.size(); index++) {
        if (code.metadata(index).reference() instanceof Reference.ToFunction(String name)
            && !functions.containsKey(name)) {
          Code function = library.get(name);
          if (function == null) {
            throw new LinkException(
                place(from, code, index), "there is no function `" + name + "`");
          }
          functions.put(name, function);
          open.add(name);
        }
      }
    }
  }

  private void layOut() {
    int slot = 0;
    for (Map.Entry<String, Code> function : functions.entrySet()) {
      firstSlots.put(function.getKey(), slot);
      slot += function.getValue().slotCount();
    }
  }

  private Statement resolve(String function, Code code, int index) {
    Metadata metadata = code.metadata(index);
    Reference reference = metadata.reference();
    Instruction instruction = code.instruction(index);
    if (reference == null) {
      return code.statements().get(index);
    }
    int next = firstSlot(function) + code.slotOf(index + 1);
    Instruction resolved =
        switch (instruction) {
          case Instruction.CallLocal _ when reference instanceof Reference.ToFunction to ->
              new Instruction.CallLocal(firstSlot(to.name()) - next);
          case Instruction.LoadImm64 load when reference instanceof Reference.ToFunction to ->
              new Instruction.LoadImm64(
                  load.dst(), new Constant.FunctionAddress(firstSlot(to.name()) - next));
          case Instruction.LoadImm64 load ->
              new Instruction.LoadImm64(
                  load.dst(), new Constant.Number(value(place(function, code, index), reference)));
          case Instruction.CallKfunc call -> call;
          default ->
              throw new LinkException(
                  place(function, code, index),
                  "an instruction that takes no symbol names `" + reference.name() + "`");
        };
    return new Statement(resolved, metadata.withReference(null));
  }

  private int firstSlot(String function) {
    return requireNonNull(firstSlots.get(function), function);
  }

  private long value(Place place, Reference reference) {
    Long value = symbols.value(reference);
    if (value == null) {
      throw new LinkException(place, "there is no symbol `" + reference.name() + "`");
    }
    return value;
  }

  private static Place place(String function, Code code, int index) {
    return new Place(function, index, code.source(index));
  }
}
