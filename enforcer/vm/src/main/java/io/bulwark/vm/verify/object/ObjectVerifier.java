package io.bulwark.vm.verify.object;

import io.bulwark.bpf.btf.Btf;
import io.bulwark.bpf.btf.BtfKind;
import io.bulwark.bpf.btf.BtfType;
import io.bulwark.bpf.core.CoreResolver;
import io.bulwark.bpf.core.Need;
import io.bulwark.bpf.core.Relocated;
import io.bulwark.bpf.core.Relocator;
import io.bulwark.bpf.core.Target;
import io.bulwark.bpf.isa.Code;
import io.bulwark.bpf.object.BpfObject;
import io.bulwark.bpf.object.Function;
import io.bulwark.vm.verify.Verifier;
import io.bulwark.vm.verify.rules.Bindings;
import io.bulwark.vm.verify.rules.Candidate;
import io.bulwark.vm.verify.rules.GlobalFunction;
import io.bulwark.vm.verify.rules.GlobalFunction.Parameter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Verifies all programs of an object against one kernel's types. */
public final class ObjectVerifier {
  private final BpfObject object;
  private final SectionRules rules;
  private final Bindings bindings;
  private final Map<String, Relocated> functions = new HashMap<>();

  private ObjectVerifier(BpfObject object, Btf kernel) {
    this.object = object;
    rules = new SectionRules(kernel);
    bindings = Surroundings.of(object);
    Relocator relocator = new Relocator(new CoreResolver(object.types(), Target.of(kernel)));
    object.functions().forEach(each -> functions.put(each.name(), relocator.relocate(each.code())));
  }

  /** A report for each program, in the order of the object. */
  public static List<ProgramReport> verify(BpfObject object, Btf kernel) {
    ObjectVerifier verifier = new ObjectVerifier(object, kernel);
    return object.programs().stream().map(verifier::report).toList();
  }

  private ProgramReport report(Function program) {
    Map<String, Code> codes = new HashMap<>();
    functions.forEach((name, relocated) -> codes.put(name, relocated.code()));
    Joined joined = Joined.of(program.name(), codes);
    List<Need> broken =
        joined.entries().keySet().stream()
            .map(functions::get)
            .flatMap(relocated -> relocated == null ? null : relocated.failures().stream())
            .toList();
    if (!broken.isEmpty()) {
      return new ProgramReport.NotBound(program, broken);
    }
    return switch (rules.of(program.section())) {
      case SectionRules.Result.Unknown(String why) -> new ProgramReport.NotHandled(program, why);
      case SectionRules.Result.Known(var known) ->
          new ProgramReport.Verified(
              program,
              Verifier.withKernelLimits()
                  .verify(new Candidate(joined.code(), known, bindings, globals(joined))));
    };
  }

  private List<GlobalFunction> globals(Joined joined) {
    List<GlobalFunction> globals = new ArrayList<>();
    joined
        .entries()
        .forEach((name, entry) ->
            object
                .function(name)
                .filter(each -> !each.isProgram())
                .filter(each -> each.linkage() != Function.Linkage.STATIC)
                .ifPresent(each -> globals.add(new GlobalFunction(entry, parameters(name)))));
    return globals;
  }

  /** Numbers; a pointer can only be the context here. */
  private List<Parameter> parameters(String function) {
    Btf types = object.types();
    int id = types.find(BtfKind.FUNC, function);
    if (id >= 0
        && types.type(id) instanceof BtfType.Func func
        && types.type(func.proto()) instanceof BtfType.FuncProto proto) {
      return proto.params().stream()
          .map(each -> types.type(types.resolve(each.type())))
          .map(type -> type instanceof BtfType.Ptr ? Parameter.CONTEXT : Parameter.NUMBER)
          .limit(5)
          .toList();
    }
    return List.of();
  }
}
