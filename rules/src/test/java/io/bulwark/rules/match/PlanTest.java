package io.bulwark.rules.match;

import io.bulwark.fixtures.Golden;
import io.bulwark.policy.LoadOptions.Compatibility;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeElement;
import java.lang.classfile.Instruction;
import java.lang.classfile.Label;
import java.lang.classfile.MethodModel;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LabelTarget;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlanTest {
  private static final Path GOLDEN =
      Path.of("src", "test", "resources", "io", "bulwark", "rules", "match");
  private static final List<String> POLICY =
      List.of(
          "evt.type in (open, openat) and (fd.num >= 0 and fd.name startswith /etc)"
              + " and not proc.name in (sshd, cron)",
          "(fd.num >= 0 and fd.name startswith /etc) and evt.type = openat and proc.aname = nginx",
          "evt.type = connect and fd.ip = 10.0.0.1 and proc.name != sshd");

  private final FakeSource source = new FakeSource();
  private final List<byte[]> classes = new ArrayList<>();

  private Matcher compile() {
    return Matcher.compile(
        TestRules.rules(POLICY),
        source.binder(),
        TestRules.SCHEMA,
        true,
        Compatibility.CORRECTED,
        classes::add);
  }

  @Test
  void planOfASmallPolicy() {
    String plan = compile().plan(List.of("etc", "web", "dial"), TestRules.SCHEMA);
    Golden.check(GOLDEN.resolve("plan.txt"), plan);
  }

  @Test
  void bytecodeOfASmallPolicy() {
    compile();
    StringBuilder out = new StringBuilder();
    for (byte[] bytes : classes) {
      ClassModel model = ClassFile.of().parse(bytes);
      model.methods().forEach(m -> list(m, out));
    }
    Golden.check(GOLDEN.resolve("bytecode.txt"), out.toString());
  }

  private static void list(MethodModel method, StringBuilder out) {
    Map<Label, Integer> labels = new HashMap<>();
    out.append(method.methodName().stringValue())
        .append(method.methodType().stringValue())
        .append('\n');
    for (CodeElement element : method.code().orElseThrow()) {
      switch (element) {
        case LabelTarget target -> out.append(label(target.label(), labels)).append(":\n");
        case BranchInstruction branch ->
            out.append("  ")
                .append(branch.opcode())
                .append(' ')
                .append(label(branch.target(), labels))
                .append('\n');
        case InvokeInstruction call ->
            out.append("  ")
                .append(call.opcode())
                .append(' ')
                .append(call.name().stringValue())
                .append(call.type().stringValue())
                .append('\n');
        case FieldInstruction field ->
            out.append("  ")
                .append(field.opcode())
                .append(' ')
                .append(field.name().stringValue())
                .append('\n');
        case ConstantInstruction constant ->
            out.append("  PUSH ").append(constant.constantValue()).append('\n');
        case Instruction instruction -> out.append("  ").append(instruction.opcode()).append('\n');
        default -> {}
      }
    }
  }

  private static String label(Label label, Map<Label, Integer> labels) {
    Integer number = labels.get(label);
    if (number == null) {
      number = labels.size();
      labels.put(label, number);
    }
    return "L" + number;
  }
}
