package io.bulwark.conformance;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.lang.foreign.Linker;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** The arrows of docs/architecture.md, and the habits that a compiler does not check. */
class ArchitectureTest {
  private static final String ROOT = "io.bulwark.";

  /** Package prefix below {@link #ROOT} → those it may use; everything else is forbidden. */
  private static final Map<String, Set<String>> ARROWS =
      Map.of(
          "event", Set.of(),
          "stream", Set.of("event"),
          "policy", Set.of("event"),
          "rules", Set.of("policy", "event"),
          "alerts", Set.of("event"),
          "bpf", Set.of(),
          "vm", Set.of("bpf"),
          "kernel", Set.of("bpf"),
          "cli", Set.of("event", "stream", "policy", "rules", "alerts", "bpf", "vm", "kernel"));

  private static final JavaClasses PRODUCT =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(ARROWS.keySet().stream().map(name -> ROOT + name).toList());

  private static String part(JavaClass type) {
    String rest = type.getPackageName().substring(ROOT.length());
    int dot = rest.indexOf('.');
    return dot < 0 ? rest : rest.substring(0, dot);
  }

  @Test
  void seesEveryPart() {
    Set<String> parts = new TreeSet<>();
    PRODUCT.forEach(type -> parts.add(part(type)));
    assertThat(parts).containsExactlyInAnyOrderElementsOf(ARROWS.keySet());
  }

  @Test
  void partsUseOnlyWhatTheArrowsAllow() {
    ARROWS.forEach((from, allowed) -> {
      List<String> forbidden =
          ARROWS.keySet().stream()
              .filter(to -> !to.equals(from) && !allowed.contains(to))
              .map(to -> ROOT + to + "..")
              .toList();
      if (!forbidden.isEmpty()) {
        noClasses()
            .that()
            .resideInAPackage(ROOT + from + "..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(forbidden.toArray(String[]::new))
            .check(PRODUCT);
      }
    });
  }

  @Test
  void phasesNeverCallBackwards() {
    for (String part : List.of("policy", "stream", "rules", "event", "bpf", "vm", "kernel")) {
      slices()
          .matching(ROOT + part + ".(*)..")
          .should()
          .beFreeOfCycles()
          .allowEmptyShould(true)
          .check(PRODUCT);
    }
  }

  @Test
  void noStaticStateChanges() {
    fields()
        .that()
        .areStatic()
        .and()
        .doNotHaveModifier(JavaModifier.SYNTHETIC)
        .should()
        .beFinal()
        .check(PRODUCT);
  }

  @Test
  void nobodyButTheCommandLineWritesToTheTerminalOrEndsTheProcess() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + "cli..")
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .orShould()
        .callMethod(System.class, "exit", int.class)
        .check(PRODUCT);
  }

  @Test
  void nativeCodeHasOneDoor() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + "kernel..")
        .should()
        .dependOnClassesThat()
        .areAssignableTo(Linker.class)
        .check(PRODUCT);
  }

  @Test
  void noGenericExceptionIsThrown() {
    noClasses()
        .should()
        .callConstructorWhere(
            describe(
                "creates a generic exception",
                call ->
                    Set.of(Exception.class, RuntimeException.class, Error.class, Throwable.class)
                            .stream()
                            .anyMatch(call.getTargetOwner()::isEquivalentTo)
                        && !call.getOrigin().isConstructor()))
        .check(PRODUCT);
  }

  @Test
  void treesAreSealedInterfacesAndRecords() {
    classes()
        .that()
        .resideInAnyPackage(ROOT + "policy.ir", ROOT + "policy.syntax")
        .and(describe("are no package-info", type -> !type.getSimpleName().equals("package-info")))
        .should()
        .beRecords()
        .orShould()
        .beInterfaces()
        .orShould()
        .beEnums()
        .check(PRODUCT);
  }

  @Test
  void everyPackageHasAMapAndIsNullMarked() {
    Map<String, Boolean> marked = new TreeMap<>();
    for (JavaClass type : PRODUCT) {
      boolean info =
          type.getSimpleName().equals("package-info") && type.isAnnotatedWith(NullMarked.class);
      marked.merge(type.getPackageName(), info, Boolean::logicalOr);
    }
    List<String> missing = new ArrayList<>();
    marked.forEach((name, has) -> {
      if (!has) {
        missing.add(name);
      }
    });
    assertThat(missing).isEmpty();
  }
}
