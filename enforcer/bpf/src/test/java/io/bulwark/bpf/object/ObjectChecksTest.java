package io.bulwark.bpf.object;

import static io.bulwark.bpf.isa.Register.R0;
import static io.bulwark.bpf.isa.Register.R1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.bulwark.bpf.btf.BtfType;
import io.bulwark.bpf.btf.MapDefinition;
import io.bulwark.bpf.isa.Assembler;
import io.bulwark.bpf.isa.Code;
import io.bulwark.bpf.isa.CoreKind;
import io.bulwark.bpf.isa.CoreRelocation;
import io.bulwark.bpf.isa.Instruction;
import io.bulwark.bpf.isa.IsaLevel;
import io.bulwark.bpf.isa.Metadata;
import io.bulwark.bpf.isa.Reference;
import io.bulwark.bpf.isa.Size;
import io.bulwark.bpf.isa.SourceLine;
import io.bulwark.bpf.isa.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Each mistake that loaders pass over in silence has a sentence here. */
class ObjectChecksTest {
  private static final Code NOTHING = new Assembler(IsaLevel.V3).mov(R0, 0).exit().build();

  private static List<String> problems(BpfObject object) {
    InvalidObject refusal =
        catchThrowableOfType(InvalidObject.class, () -> ObjectWriter.write(object));
    return refusal == null ? List.of() : refusal.problems();
  }

  private static BpfObject object(Consumer<ObjectBuilder> what) {
    ObjectBuilder builder = new ObjectBuilder("GPL");
    what.accept(builder);
    return builder.build();
  }

  private static BpfObject program(Code code) {
    return object(builder -> builder.program("check", "lsm/file_open", code));
  }

  @Test
  void nothingIsWrongWithTheSample() {
    assertThat(problems(Samples.everything().build())).isEmpty();
    assertThat(problems(program(NOTHING))).isEmpty();
  }

  @Test
  void aProgramMustBeSeenByLoaders() {
    BpfObject good = program(NOTHING);
    Function program = good.functions().getFirst();
    Function hidden =
        new Function(program.name(), program.section(), Function.Linkage.STATIC, program.code());
    assertThat(problems(with(good, List.of(hidden))))
        .contains(
            "program `check` is static; loaders see no program",
            "function `check` is STATIC, its type GLOBAL");
  }

  private static BpfObject with(BpfObject object, List<Function> functions) {
    return new BpfObject(
        object.license(),
        functions,
        object.maps(),
        object.data(),
        object.externs(),
        object.types());
  }

  @Test
  void everyFunctionHasAType() {
    BpfObject good = program(NOTHING);
    Function other = new Function("other", "lsm/file_open", Function.Linkage.GLOBAL, NOTHING);
    assertThat(problems(with(good, List.of(other))))
        .containsExactly("function `other` has no type");
  }

  @Test
  void theLicenseIsNeeded() {
    BpfObject good = program(NOTHING);
    BpfObject bare =
        new BpfObject("", good.functions(), List.of(), List.of(), List.of(), good.types());
    assertThat(problems(bare)).containsExactly("the license is missing; kernels refuse the object");
  }

  @Test
  void symbolsExistAndFitTheirInstruction() {
    assertThat(problems(program(new Assembler(IsaLevel.V3).loadMap(R1, "events").exit().build())))
        .containsExactly(
            "function `check`, instruction 0 refers to `events`, which does not exist");
    Code wrong =
        new Assembler(IsaLevel.V3)
            .add(
                new Instruction.CallHelper(5),
                Metadata.NONE.withReference(new Reference.ToFunction("check")))
            .exit()
            .build();
    assertThat(problems(program(wrong)).getFirst())
        .startsWith("function `check`, instruction 0 refers to `check` from");
    Assembler local = new Assembler(IsaLevel.V3);
    var label = local.label("f");
    assertThat(problems(program(local.call(label).exit().bind(label).exit().build())))
        .containsExactly("function `check`, instruction 0 calls a place, not a function by name");
  }

  @Test
  void coreRelocationsCarryTheLocalNumber() {
    BpfObject object =
        object(builder -> {
          int u32 = builder.types().integer("unsigned int", 4, BtfType.Encoding.UNSIGNED);
          int file =
              builder
                  .types()
                  .add(
                      new BtfType.Struct("file", 4, List.of(BtfType.Member.at(0, "f_flags", u32))));
          CoreRelocation flags = new CoreRelocation(CoreKind.FIELD_BYTE_OFFSET, file, "0:0");
          CoreRelocation beyond = new CoreRelocation(CoreKind.FIELD_BYTE_OFFSET, file, "0:1");
          builder.program(
              "check",
              "lsm/file_open",
              new Assembler(IsaLevel.V3)
                  .at(new SourceLine("policy.yaml", 3, 1, "text"))
                  .loadField(Size.W, R0, R1, 0, flags)
                  .loadField(Size.W, R0, R1, 4, flags)
                  .loadField(Size.W, R0, R1, 0, beyond)
                  .exit()
                  .build());
        });
    assertThat(problems(object))
        .hasSize(2)
        .allSatisfy(
            each -> assertThat(each).contains("function `check`").contains("policy.yaml:3:1"));
  }

  @Test
  void linesStandEverywhereOrNowhere() {
    BpfObject sample = Samples.everything().build();
    List<Function> functions = new ArrayList<>(sample.functions());
    Function last = functions.removeLast();
    List<Statement> bare =
        last.code().statements().stream()
            .map(each -> new Statement(each.instruction(), each.metadata().withSource(null)))
            .toList();
    functions.add(new Function(last.name(), last.section(), last.linkage(), Code.of(bare)));
    assertThat(problems(with(sample, functions)))
        .containsExactly("function `quadruple` does not start with a source line");
  }

  @Test
  void mapsAndVariablesAgreeWithTheTypes() {
    BpfObject sample = Samples.everything().build();
    BpfObject fewer =
        new BpfObject(
            "GPL",
            sample.functions(),
            sample.maps().subList(0, 1),
            sample.data(),
            sample.externs(),
            sample.types());
    assertThat(problems(fewer)).anyMatch(each -> each.startsWith("the maps are "));
    DataSection part = sample.data().getFirst();
    Variable first = part.variables().getFirst();
    DataSection moved =
        new DataSection(
            part.name(),
            part.content(),
            part.size(),
            List.of(new Variable(first.name(), 4, first.size(), true)));
    List<DataSection> data = new ArrayList<>(sample.data());
    data.set(0, moved);
    BpfObject other =
        new BpfObject(
            "GPL", sample.functions(), sample.maps(), data, sample.externs(), sample.types());
    assertThat(problems(other)).anyMatch(each -> each.contains("puts it elsewhere in `.rodata`"));
  }

  @Test
  void aNameStandsForOneThing() {
    assertThat(
            problems(
                object(builder ->
                    builder
                        .map("check", MapDefinition.ringBuffer(4096))
                        .program("check", "lsm/file_open", NOTHING))))
        .contains("`check` is defined twice");
  }
}
