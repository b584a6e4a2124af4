package io.bulwark.bpf.object;

import io.bulwark.bpf.btf.Btf;
import io.bulwark.bpf.btf.BtfKind;
import io.bulwark.bpf.btf.BtfType;
import io.bulwark.bpf.core.CoreResolver;
import io.bulwark.bpf.core.Need;
import io.bulwark.bpf.core.Relocator;
import io.bulwark.bpf.core.Target;
import io.bulwark.bpf.isa.Code;
import io.bulwark.bpf.isa.Reference;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What must hold between the parts of an object, because loaders do not say when it does not. */
final class ObjectChecks {
  private final BpfObject object;
  private final Btf types;
  private final List<String> problems = new ArrayList<>();

  private ObjectChecks(BpfObject object) {
    this.object = object;
    this.types = object.types();
  }

  /** Everything that is wrong, one sentence each. */
  static List<String> check(BpfObject object) {
    ObjectChecks checks = new ObjectChecks(object);
    checks.names();
    checks.license();
    object.functions().forEach(checks::function);
    checks.linesEverywhereOrNowhere();
    checks.maps();
    object.data().forEach(checks::data);
    checks.externs();
    return List.copyOf(checks.problems);
  }

  private void problem(String format, @Nullable Object... arguments) {
    problems.add(format.formatted(arguments));
  }

  private void names() {
    Set<String> seen = new HashSet<>();
    List<String> names = new ArrayList<>();
    object.functions().forEach(each -> names.add(each.name()));
    object.maps().forEach(each -> names.add(each.name()));
    object.data().forEach(part -> part.variables().forEach(each -> names.add(each.name())));
    object.externs().forEach(each -> names.add(each.name()));
    for (String name : names) {
      if (!seen.add(name)) {
        problem("`%s` is defined twice", name);
      }
      if (!name.matches("[A-Za-z_.][A-Za-z0-9_.$]*")) {
        problem("`%s` is no name for a symbol", name);
      }
    }
  }

  private void license() {
    if (object.license().isEmpty() || object.license().indexOf('\0') >= 0) {
      problem("the license is missing; kernels refuse the object");
    }
  }

  private void function(Function function) {
    String name = function.name();
    if (function.section().isEmpty()
        || function.section().equals(MapPlaces.SECTION)
        || DataSection.isData(function.section())) {
      problem("function `%s` is in section `%s`, which holds no code", name, function.section());
    }
    if (function.isProgram() && function.linkage() == Function.Linkage.STATIC) {
      problem("program `%s` is static; loaders see no program", name);
    }
    int id = types.find(BtfKind.FUNC, name);
    if (id < 0) {
      problem("function `%s` has no type", name);
    } else if (types.type(id) instanceof BtfType.Func func
        && (func.linkage() == BtfType.Linkage.STATIC)
            != (function.linkage() == Function.Linkage.STATIC)) {
      problem("function `%s` is %s, its type %s", name, function.linkage(), func.linkage());
    }
    code(function);
    relocations(function);
  }

  private void code(Function function) {
    Code code = function.code();
    for (int index = 0; index < code.size(); index++) {
      String place = "function `" + function.name() + "`, instruction " + index;
      String problem = Stored.problem(code.statements().get(index));
      if (problem != null) {
        problem("%s %s", place, problem);
      }
      Reference reference = code.metadata(index).reference();
      if (reference != null && !exists(reference)) {
        problem("%s refers to `%s`, which does not exist", place, reference.name());
      }
    }
  }

  /**
   * The numbers in the code have to be those of the object's own types, or loaders give up; an
   * object without such types would run with them unchanged. That two flavours of one type differ
   * is what flavours are for.
   */
  private void relocations(Function function) {
    Relocator relocator = new Relocator(new CoreResolver(types, Target.of(types)));
    for (Need need : relocator.needs(function.code())) {
      if (need.outcome() == Need.Outcome.BROKEN || need.outcome() == Need.Outcome.POISON) {
        problem("function `%s`: %s", function.name(), need.text());
      }
    }
  }

  private boolean exists(Reference reference) {
    String name = reference.name();
    return switch (reference) {
      case Reference.ToMap _ -> object.map(name).isPresent();
      case Reference.ToVariable _ -> object.dataOf(name).isPresent();
      case Reference.ToFunction _ -> object.function(name).filter(f -> !f.isProgram()).isPresent();
      case Reference.ToExtern _, Reference.ToKfunc _ ->
          object.externs().stream().anyMatch(each -> each.name().equals(name));
    };
  }

  /** Kernels refuse a program when some of its functions have lines and others none. */
  private void linesEverywhereOrNowhere() {
    boolean any =
        object.functions().stream()
            .flatMap(each -> each.code().statements().stream())
            .anyMatch(each -> each.metadata().source() != null);
    for (Function function : object.functions()) {
      if (any && function.code().metadata(0).source() == null) {
        problem("function `%s` does not start with a source line", function.name());
      }
    }
  }

  private void maps() {
    List<MapSpec> said = MapPlaces.read(types);
    if (!said.equals(object.maps())) {
      problem("the maps are %s, the types say %s", object.maps(), said);
    }
    int id = types.find(BtfKind.DATASEC, MapPlaces.SECTION);
    if (id >= 0 && types.type(id) instanceof BtfType.DataSec section) {
      for (BtfType.Slot slot : section.slots()) {
        if (types.type(slot.type()) instanceof BtfType.Var variable
            && variable.linkage() != BtfType.Linkage.GLOBAL) {
          problem("map `%s` is not global", variable.name());
        }
      }
    }
  }

  private void data(DataSection section) {
    if (section.isZeros()
        ? section.content().length != 0
        : section.content().length != section.size()) {
      problem("`%s` has %d bytes for %d", section.name(), section.content().length, section.size());
    }
    int end = 0;
    for (Variable variable : section.variables()) {
      if (variable.offset() < end || variable.offset() + variable.size() > section.size()) {
        problem("variable `%s` overlaps another or leaves `%s`", variable.name(), section.name());
      }
      end = variable.offset() + variable.size();
    }
    int id = types.find(BtfKind.DATASEC, section.name());
    if (id >= 0 && types.type(id) instanceof BtfType.DataSec typed) {
      typed.slots().forEach(slot -> slot(section, slot, typed.size() == 0));
    }
  }

  /**
   * Loaders find the variable of a type by name, and give up without its symbol. In a section
   * without size they compute the offsets themselves.
   */
  private void slot(DataSection section, BtfType.Slot slot, boolean isOpen) {
    String name = types.type(slot.type()).name();
    boolean agrees =
        section
            .variable(name)
            .filter(each -> isOpen || each.offset() == slot.offset())
            .filter(each -> each.size() == slot.size())
            .isPresent();
    if (!agrees) {
      problem("the type of `%s` puts it elsewhere in `%s`", name, section.name());
    }
  }

  private void externs() {
    var sections = ExternSections.read(types);
    for (Extern extern : object.externs()) {
      if (!extern.section().equals(sections.get(extern.name()))) {
        problem("extern `%s` has no type in `%s`", extern.name(), extern.section());
      }
    }
  }
}
