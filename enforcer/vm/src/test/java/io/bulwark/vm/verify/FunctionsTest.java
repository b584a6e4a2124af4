package io.bulwark.vm.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.bulwark.bpf.isa.AluOp;
import io.bulwark.bpf.isa.Assembler;
import io.bulwark.bpf.isa.Code;
import io.bulwark.bpf.isa.Condition;
import io.bulwark.bpf.isa.Constant;
import io.bulwark.bpf.isa.Instruction;
import io.bulwark.bpf.isa.IsaLevel;
import io.bulwark.bpf.isa.Label;
import io.bulwark.bpf.isa.Reference;
import io.bulwark.bpf.isa.Register;
import io.bulwark.bpf.isa.Size;
import io.bulwark.vm.verify.finding.Finding;
import io.bulwark.vm.verify.finding.FindingKind;
import io.bulwark.vm.verify.rules.Bindings;
import io.bulwark.vm.verify.rules.Candidate;
import io.bulwark.vm.verify.rules.Contents;
import io.bulwark.vm.verify.rules.GlobalFunction;
import io.bulwark.vm.verify.rules.GlobalFunction.Parameter;
import io.bulwark.vm.verify.rules.MapKind;
import io.bulwark.vm.verify.rules.MapShape;
import io.bulwark.vm.verify.rules.ProgramTypes;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Callbacks, global functions, variables and constants: what assembly text has no words for. */
class FunctionsTest {
  private final Assembler asm = new Assembler(IsaLevel.V3);
  private final Label callback = asm.label("callback");

  private static List<FindingKind> kinds(Candidate candidate) {
    return switch (Verifier.withKernelLimits().verify(candidate)) {
      case Verdict.Accepted _ -> List.of();
      case Verdict.Refused(List<Finding> findings, _) ->
          findings.stream().map(Finding::kind).toList();
    };
  }

  private List<FindingKind> kinds(Bindings bindings) {
    return kinds(Candidate.of(asm.build(), ProgramTypes.rawTracepoint(), bindings));
  }

  /** {@code r0 = bpf_loop(nr, callback, r10 - 8, 0)} over a callback with this body. */
  private List<FindingKind> loop(Consumer<Assembler> body, Consumer<Assembler> after) {
    asm.store(Size.DW, Register.FP, -8, 0)
        .mov(Register.R1, 1000)
        .jump(new Instruction.LoadImm64(Register.R2, new Constant.FunctionAddress(0)), callback)
        .mov(Register.R3, Register.FP)
        .alu(AluOp.ADD, Register.R3, -8)
        .mov(Register.R4, 0)
        .call(181);
    after.accept(asm);
    asm.exit().bind(callback);
    body.accept(asm);
    asm.exit();
    return kinds(Fixtures.MAPS);
  }

  private static void returnZero(Assembler asm) {
    asm.mov(Register.R0, 0);
  }

  @Test
  void callbackThatCountsInTheCallersFrame() {
    assertThat(
            loop(
                body ->
                    body.load(Size.DW, Register.R0, Register.R2, 0)
                        .alu(AluOp.ADD, Register.R0, 1)
                        .store(Size.DW, Register.R2, 0, Register.R0)
                        .mov(Register.R0, 0),
                after -> after.load(Size.DW, Register.R0, Register.FP, -8)))
        .isEmpty();
  }

  @Test
  void bothOutcomesOfACallbackAreFollowed() {
    Label fine = asm.label("fine");
    assertThat(
            loop(
                body -> body.store(Size.DW, Register.R2, 0, 77).mov(Register.R0, 0),
                after ->
                    after
                        .load(Size.DW, Register.R1, Register.FP, -8)
                        .mov(Register.R0, 0)
                        .jumpIf(Condition.EQ, Register.R1, 0, fine)
                        .mov(Register.R0, Register.R5)
                        .bind(fine)))
        .containsExactly(FindingKind.UNSET_REGISTER);
  }

  @Test
  void callbackResultIsZeroOrOne() {
    assertThat(loop(body -> body.mov(Register.R0, 2), FunctionsTest::returnZero))
        .containsExactly(FindingKind.RESULT_RANGE);
  }

  @Test
  void callbackThatReadsWhatItsHelperDoesNotPass() {
    assertThat(loop(body -> body.mov(Register.R0, Register.R4), FunctionsTest::returnZero))
        .containsExactly(FindingKind.UNSET_REGISTER);
  }

  @Test
  void callbackThatKeepsARecord() {
    assertThat(
            loop(
                body ->
                    body.loadMap(Register.R1, "events")
                        .mov(Register.R2, 8)
                        .mov(Register.R3, 0)
                        .call(131)
                        .mov(Register.R0, 0),
                FunctionsTest::returnZero))
        .contains(FindingKind.UNRELEASED);
  }

  @Test
  void callbackThatSpoilsAPointerOfItsCaller() {
    asm.store(Size.DW, Register.FP, -16, Register.R1);
    assertThat(
            loop(
                body -> body.store(Size.DW, Register.R2, -8, 1).mov(Register.R0, 0),
                after ->
                    after
                        .load(Size.DW, Register.R1, Register.FP, -16)
                        .load(Size.DW, Register.R0, Register.R1, 0)))
        .isNotEmpty();
  }

  @Test
  void elementsOfAMap() {
    asm.loadMap(Register.R1, "values")
        .jump(new Instruction.LoadImm64(Register.R2, new Constant.FunctionAddress(0)), callback)
        .mov(Register.R3, 0)
        .mov(Register.R4, 0)
        .call(164)
        .mov(Register.R0, 0)
        .exit()
        .bind(callback)
        .load(Size.W, Register.R1, Register.R2, 0)
        .load(Size.DW, Register.R1, Register.R3, 56)
        .store(Size.DW, Register.R3, 0, 1)
        .mov(Register.R0, 0)
        .exit();
    assertThat(kinds(Fixtures.MAPS)).isEmpty();
  }

  @Test
  void keysOfElementsAreReadOnly() {
    asm.loadMap(Register.R1, "values")
        .jump(new Instruction.LoadImm64(Register.R2, new Constant.FunctionAddress(0)), callback)
        .mov(Register.R3, 0)
        .mov(Register.R4, 0)
        .call(164)
        .mov(Register.R0, 0)
        .exit()
        .bind(callback)
        .store(Size.W, Register.R2, 0, 1)
        .mov(Register.R0, 0)
        .exit();
    assertThat(kinds(Fixtures.MAPS)).containsExactly(FindingKind.READ_ONLY);
  }

  private List<FindingKind> global(List<Parameter> parameters) {
    Code code = asm.build();
    return kinds(
        new Candidate(
            code,
            ProgramTypes.rawTracepoint(),
            Fixtures.MAPS,
            List.of(new GlobalFunction(code.size() - 2, parameters))));
  }

  @Test
  void globalFunctionIsVerifiedForAllNumbers() {
    asm.mov(Register.R1, 1).call(callback).mov(Register.R0, 0).exit();
    asm.bind(callback).mov(Register.R0, Register.R1).exit();
    assertThat(global(List.of(Parameter.NUMBER))).isEmpty();
  }

  @Test
  void globalFunctionTakesNoPointerForANumber() {
    asm.call(callback).mov(Register.R0, 0).exit();
    asm.bind(callback).mov(Register.R0, Register.R1).exit();
    assertThat(global(List.of(Parameter.NUMBER))).containsExactly(FindingKind.ARGUMENT);
  }

  @Test
  void globalFunctionReturnsANumber() {
    asm.call(callback).mov(Register.R0, 0).exit();
    asm.bind(callback).mov(Register.R0, Register.R1).exit();
    assertThat(global(List.of(Parameter.CONTEXT))).containsExactly(FindingKind.POINTER_LEAK);
  }

  @Test
  void variablesAndConstants() {
    MapShape constants = MapShape.constants(".rodata", new Contents(new byte[] {1, 0, 0, 0, 9}));
    MapShape data = MapShape.variables(".data", 16);
    Bindings bindings =
        new Bindings(
            Map.of(),
            Map.of(),
            Map.of(
                "enforce", new Bindings.Place(constants, 0),
                "counter", new Bindings.Place(data, 8)));
    Label off = asm.label("off");
    asm.mov(Register.R0, 0)
        .loadVariable(Register.R1, "enforce")
        .load(Size.W, Register.R2, Register.R1, 0)
        .jumpIf(Condition.EQ, Register.R2, 0, off)
        .loadVariable(Register.R1, "counter")
        .store(Size.DW, Register.R1, 0, 1)
        .exit()
        .bind(off)
        .mov(Register.R0, Register.R9)
        .exit();
    assertThat(kinds(bindings)).as("the constant decides the branch").isEmpty();
  }

  @Test
  void beyondAVariablesSection() {
    Bindings bindings =
        new Bindings(
            Map.of(),
            Map.of(),
            Map.of("last", new Bindings.Place(MapShape.variables(".data", 16), 12)));
    asm.loadVariable(Register.R1, "last").load(Size.DW, Register.R0, Register.R1, 0).exit();
    assertThat(kinds(bindings)).containsExactly(FindingKind.OUT_OF_BOUNDS);
  }

  @Test
  void stringsInAFrozenMap() {
    for (int at : new int[] {0, 7}) {
      Assembler each = new Assembler(IsaLevel.V3);
      each.store(Size.DW, Register.FP, -8, 0)
          .mov(Register.R1, Register.FP)
          .alu(AluOp.ADD, Register.R1, -8)
          .mov(Register.R2, 8)
          .add(
              new Instruction.LoadImm64(Register.R3, new Constant.Number(0)),
              io.bulwark.bpf.isa.Metadata.NONE.withReference(new Reference.ToVariable("text", at)))
          .call(182)
          .mov(Register.R0, 0)
          .exit();
      MapShape frozen =
          MapShape.constants(
              "frozen", new Contents("policy\0open".getBytes(StandardCharsets.US_ASCII)));
      Bindings bindings =
          new Bindings(Map.of(), Map.of(), Map.of("text", new Bindings.Place(frozen, 0)));
      assertThat(kinds(Candidate.of(each.build(), ProgramTypes.rawTracepoint(), bindings)))
          .isEqualTo(at == 0 ? List.of() : List.of(FindingKind.ARGUMENT));
    }
  }

  @Test
  void mapsInAMap() {
    Bindings bindings =
        Bindings.of(
            MapShape.ofMaps(
                "rings", MapKind.ARRAY_OF_MAPS, 4, 8, MapShape.ring("one of them", 4096)));
    Label out = asm.label("out");
    asm.store(Size.W, Register.FP, -4, 0)
        .loadMap(Register.R1, "rings")
        .mov(Register.R2, Register.FP)
        .alu(AluOp.ADD, Register.R2, -4)
        .call(1)
        .jumpIf(Condition.EQ, Register.R0, 0, out)
        .mov(Register.R1, Register.R0)
        .mov(Register.R2, 0)
        .call(134)
        .bind(out)
        .mov(Register.R0, 0)
        .exit();
    assertThat(kinds(bindings)).isEmpty();
  }
}
