package io.bulwark.bpfconformance.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.bulwark.bpf.isa.Code;
import io.bulwark.bpf.isa.Constant;
import io.bulwark.bpf.isa.Instruction;
import io.bulwark.bpf.isa.Reference;
import io.bulwark.bpf.isa.Statement;
import io.bulwark.bpf.isa.TextAssembler;
import io.bulwark.kernel.load.Libbpf;
import io.bulwark.kernel.load.LoadOutcome;
import io.bulwark.kernel.load.RawProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * The verifier's own table of cases, loaded into the kernel: where the two differ is written here.
 */
class CasesTest {
  private static final Path CASES =
      Path.of("../../enforcer/vm/src/test/resources/verdicts/cases.txt");

  /** What kernels accept from a privileged loader and we refuse: kinds of findings, on purpose. */
  private static final Set<String> STRICTER =
      Set.of(
          "CONTEXT_FIELD",
          "HELPER",
          "NOT_HANDLED",
          "POINTER_ARITHMETIC",
          "POINTER_COMPARISON",
          "POINTER_LEAK",
          "STACK_LIMIT",
          "UNBOUNDED",
          "UNSET_STACK");

  @Test
  void acceptedCasesLoadAndDifferencesAreKnown() throws IOException {
    Libbpf libbpf = Oracle.require("the table of cases against the kernel's verifier");
    List<String> onlyWe = new ArrayList<>();
    TreeSet<String> onlyKernel = new TreeSet<>();
    int equal = 0;
    try (Maps maps = Maps.inKernel(libbpf)) {
      for (String part : Files.readString(CASES).split("(?m)^== ")) {
        String[] head = part.lines().findFirst().orElse("").split(" *\\| *");
        if (part.startsWith("#") || head[1].startsWith("lsm") || part.contains("nowhere")) {
          continue;
        }
        Setting setting = setting(head[1]);
        Code code = bound(TextAssembler.assemble(part.substring(part.indexOf('\n'))), maps);
        boolean loads = loads(libbpf, setting, code);
        boolean accepted = head[2].equals("ACCEPT");
        if (accepted == loads) {
          equal++;
        } else if (accepted) {
          onlyWe.add(head[0]);
        } else {
          onlyKernel.add(head[0] + " | " + head[2]);
          assertThat(STRICTER).as(head[0]).contains(head[2]);
        }
      }
    }
    System.out.println("cases: " + equal + " equal, only the kernel accepts " + onlyKernel);
    assertThat(onlyWe).isEmpty();
    assertThat(equal).isGreaterThan(60);
  }

  private static Setting setting(String type) {
    return switch (type) {
      case "raw_tp" -> Setting.RAW_TRACEPOINT;
      default -> Setting.valueOf(type.toUpperCase(Locale.ROOT));
    };
  }

  private static boolean loads(Libbpf libbpf, Setting setting, Code code) {
    RawProgram raw =
        RawProgram.of(setting.type(), code.encode(), "GPL")
            .withFlags(setting.rules().sleepable() ? RawProgram.SLEEPABLE : 0);
    return switch (raw.tryLoad(libbpf)) {
      case LoadOutcome.Loaded(var program, var _) -> {
        program.close();
        yield true;
      }
      case LoadOutcome.Rejected _ -> false;
    };
  }

  /** Puts descriptors in for the names of maps. */
  private static Code bound(Code code, Maps maps) {
    Map<String, Integer> descriptors = maps.byCaseName();
    List<Statement> statements = new ArrayList<>();
    for (Statement statement : code.statements()) {
      statements.add(
          statement.metadata().reference() instanceof Reference.ToMap(String name)
                  && statement.instruction() instanceof Instruction.LoadImm64(var dst, _)
              ? Statement.of(
                  new Instruction.LoadImm64(dst, new Constant.MapByFd(descriptors.get(name))))
              : statement);
    }
    return Code.of(statements);
  }
}
