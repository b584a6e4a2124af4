package io.bulwark.vm.verify.object;

import io.bulwark.bpf.btf.Btf;
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
import io.bulwark.vm.verify.rules.ProgramRules;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Verifies all programs of an object against one kernel's types. */
public final class ObjectVerifier {
  /** What kernels take for compatible with the GPL. */
  private static final Set<String> COMPATIBLE =
      Set.of(
          "GPL",
          "GPL v2",
          "GPL and additional rights",
          "Dual BSD/GPL",
          "Dual MIT/GPL",
          "Dual MPL/GPL");

  private final BpfObject object;
  private final SectionRules rules;
  private final Bindings bindings;
  private final Map<String, Relocated> functions = new HashMap<>();
  private final Map<String, Function> byName = new HashMap<>();

  private ObjectVerifier(BpfObject object, Btf kernel, FrozenValues frozen) {
    this.object = object;
    rules = new SectionRules(kernel);
    bindings = Surroundings.of(object, frozen);
    Relocator relocator = new Relocator(new CoreResolver(object.types(), Target.of(kernel)));
    object.functions().forEach(each -> byName.put(each.name(), each));
    object.functions().forEach(each -> functions.put(each.name(), relocator.relocate(each.code())));
  }

  /**
   * A report for each program, in the order of the object, that holds for all values that a loader
   * may give to its constants.
   *
   * @throws io.bulwark.bpf.btf.BtfFormatException if types of either side are damaged
   */
  public static List<ProgramReport> verify(BpfObject object, Btf kernel) {
    return verify(object, kernel, FrozenValues.SET_BY_LOADER);
  }

  /** The same, where {@code frozen} says what is known about the object's constants. */
  public static List<ProgramReport> verify(BpfObject object, Btf kernel, FrozenValues frozen) {
    ObjectVerifier verifier = new ObjectVerifier(object, kernel, frozen);
    Map<String, Code> codes = new HashMap<>();
    verifier.functions.forEach((name, relocated) -> codes.put(name, relocated.code()));
    return object.programs().stream().map(each -> verifier.report(each, codes)).toList();
  }

  private ProgramReport report(Function program, Map<String, Code> codes) {
    Joined joined = Joined.of(program.name(), codes);
    String obstacle = obstacle(program, joined);
    if (obstacle != null) {
      return new ProgramReport.NotHandled(program, obstacle);
    }
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
      case SectionRules.Result.Known(var known) -> verified(program, joined, known);
    };
  }

  /** What loaders or kernels stop at whatever the code is; null: nothing. */
  private @Nullable String obstacle(Function program, Joined joined) {
    if (!COMPATIBLE.contains(object.license())) {
      return "the license `%s` is not compatible with the GPL, which most kernel functions ask for"
          .formatted(object.license());
    }
    if (program.linkage() == Function.Linkage.STATIC) {
      return "the program is static, and loaders refuse the object";
    }
    for (String name : joined.entries().keySet()) {
      Function function = byName.get(name);
      if (function != program && function != null && function.isProgram()) {
        return "it calls `%s` in section `%s`; loaders take functions from `.text` only"
            .formatted(name, function.section());
      }
    }
    return null;
  }

  private ProgramReport verified(Function program, Joined joined, ProgramRules known) {
    var signatures = new Signatures(object.types(), SectionRules.contextName(program.section()));
    List<GlobalFunction> globals = new ArrayList<>();
    for (Map.Entry<String, Integer> each : joined.entries().entrySet()) {
      Function function = byName.get(each.getKey());
      if (function == null
          || function.isProgram()
          || function.linkage() == Function.Linkage.STATIC) {
        continue;
      }
      Optional<List<Parameter>> parameters = signatures.of(function.name());
      if (parameters.isEmpty()) {
        return new ProgramReport.NotHandled(
            program,
            "global function `%s` has a signature with more than numbers and the context"
                .formatted(function.name()));
      }
      globals.add(new GlobalFunction(each.getValue(), parameters.get()));
    }
    return new ProgramReport.Verified(
        program,
        Verifier.withKernelLimits().verify(new Candidate(joined.code(), known, bindings, globals)));
  }
}
