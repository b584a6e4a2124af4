package io.bulwark.vm.jit;

import io.bulwark.vm.memory.Cells;
import io.bulwark.vm.program.Program;
import io.bulwark.vm.run.HelperFunction;
import java.lang.constant.DynamicConstantDesc;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The objects that generated code uses as constants. */
final class ClassData {
  private final List<Object> objects = new ArrayList<>();
  private final Map<HelperFunction, Integer> helpers = new HashMap<>();

  ClassData(Cells cells, Program program) {
    objects.add(cells);
    objects.add(program);
  }

  DynamicConstantDesc<?> cells() {
    return Names.data(Names.CELLS, 0);
  }

  DynamicConstantDesc<?> program() {
    return Names.data(Names.PROGRAM, 1);
  }

  DynamicConstantDesc<?> helper(HelperFunction function) {
    int index =
        helpers.computeIfAbsent(
            function,
            added -> {
              objects.add(added);
              return objects.size() - 1;
            });
    return Names.data(Names.HELPER, index);
  }

  List<Object> objects() {
    return List.copyOf(objects);
  }
}
