package io.bulwark.vm.verify.object;

import static io.bulwark.bpf.isa.Register.R0;
import static io.bulwark.bpf.isa.Register.R1;
import static io.bulwark.bpf.isa.Register.R2;
import static io.bulwark.bpf.isa.Register.R3;
import static io.bulwark.bpf.isa.Register.R6;
import static io.bulwark.bpf.isa.Register.R7;
import static org.assertj.core.api.Assertions.assertThat;

import io.bulwark.bpf.btf.Btf;
import io.bulwark.bpf.btf.BtfBuilder;
import io.bulwark.bpf.btf.BtfType;
import io.bulwark.bpf.btf.MapDefinition;
import io.bulwark.bpf.isa.AluOp;
import io.bulwark.bpf.isa.Assembler;
import io.bulwark.bpf.isa.Code;
import io.bulwark.bpf.isa.Condition;
import io.bulwark.bpf.isa.Constant;
import io.bulwark.bpf.isa.CoreKind;
import io.bulwark.bpf.isa.CoreRelocation;
import io.bulwark.bpf.isa.Instruction;
import io.bulwark.bpf.isa.IsaLevel;
import io.bulwark.bpf.isa.Label;
import io.bulwark.bpf.isa.Metadata;
import io.bulwark.bpf.isa.Reference;
import io.bulwark.bpf.isa.Size;
import io.bulwark.bpf.isa.SourceLine;
import io.bulwark.bpf.object.BpfObject;
import io.bulwark.bpf.object.Extern;
import io.bulwark.bpf.object.Function;
import io.bulwark.bpf.object.ObjectBuilder;
import io.bulwark.bpf.object.ObjectReader;
import io.bulwark.bpf.object.ObjectWriter;
import io.bulwark.vm.verify.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Objects against the types of a small kernel, and of the one that runs here. */
class ObjectVerifierTest {
  /** A kernel with one hook, whose file has its flags at byte 68. */
  private static Btf kernel() {
    BtfBuilder types = new BtfBuilder();
    int integer = types.integer("int", 4, BtfType.Encoding.SIGNED);
    int u32 = types.integer("unsigned int", 4, BtfType.Encoding.UNSIGNED);
    int inode =
        types.add(new BtfType.Struct("inode", 8, List.of(BtfType.Member.at(0, "i_mode", u32))));
    int file =
        types.add(
            new BtfType.Struct(
                "file",
                80,
                List.of(
                    BtfType.Member.at(8, "f_inode", types.pointer(inode)),
                    BtfType.Member.at(68, "f_flags", u32))));
    int proto =
        types.add(
            new BtfType.FuncProto(
                integer, List.of(new BtfType.Param("file", types.pointer(file)))));
    types.add(new BtfType.Func("bpf_lsm_file_open", proto, BtfType.Linkage.STATIC));
    types.add(new BtfType.Func("bpf_lsm_ismaclabel", proto, BtfType.Linkage.STATIC));
    types.add(new BtfType.Func("bpf_lsm_inode_xattr_skipcap", proto, BtfType.Linkage.STATIC));
    int constant = types.intern(new BtfType.Const(0));
    int done =
        types.add(
            new BtfType.FuncProto(
                0,
                List.of(
                    new BtfType.Param("data", types.pointer(0)),
                    new BtfType.Param("fixed", types.pointer(constant)))));
    types.add(new BtfType.Func("bpf_lsm_done", done, BtfType.Linkage.STATIC));
    return types.build();
  }

  /** What differs between the programs below. */
  private record Flaw(String field, boolean submits, int verdict) {}

  /** Denies opens for writing, and reports them. */
  private static BpfObject object(Flaw flaw) {
    ObjectBuilder object = new ObjectBuilder("GPL");
    int u32 = object.types().integer("unsigned int", 4, BtfType.Encoding.UNSIGNED);
    int file =
        object
            .types()
            .add(new BtfType.Struct("file", 4, List.of(BtfType.Member.at(0, flaw.field(), u32))));
    object.map("events", MapDefinition.ringBuffer(4096));
    object.variable(".rodata", "mask", u32, new byte[] {3, 0, 0, 0});
    object.variable(".bss", "hits", u32, new byte[4]);
    object.program("check_open", "lsm/file_open", code(flaw, file));
    int proto =
        object
            .types()
            .intern(
                new BtfType.FuncProto(object.integer(), List.of(new BtfType.Param("flags", u32))));
    Code masked =
        new Assembler(IsaLevel.V3)
            .at(new SourceLine("policy.yaml", 9, 1, "- macro: open_write"))
            .loadVariable(R2, "mask")
            .load(Size.W, R0, R2, 0)
            .alu(AluOp.AND, R0, R1)
            .exit()
            .build();
    object.function(new Function("masked", Function.TEXT, Function.Linkage.GLOBAL, masked), proto);
    return ObjectReader.read(ObjectWriter.write(object.build()));
  }

  private static Code code(Flaw flaw, int file) {
    Assembler asm = new Assembler(IsaLevel.V3);
    Label allow = asm.label("allow");
    Label deny = asm.label("deny");
    asm.at(new SourceLine("policy.yaml", 3, 3, "  condition: open_write"));
    asm.load(Size.DW, R6, R1, 0);
    asm.loadField(Size.W, R7, R6, 0, new CoreRelocation(CoreKind.FIELD_BYTE_OFFSET, file, "0:0"));
    asm.mov(R1, R7).callFunction("masked").jumpIf(Condition.EQ, R0, 0, allow);
    asm.at(new SourceLine("policy.yaml", 4, 3, "  action: deny"));
    asm.loadVariable(R1, "hits").store(Size.W, R1, 0, 1);
    asm.loadMap(R1, "events").mov(R2, 8).mov(R3, 0).call(131);
    asm.jumpIf(Condition.EQ, R0, 0, deny);
    asm.store(Size.DW, R0, 0, R7);
    if (flaw.submits()) {
      asm.mov(R1, R0).mov(R2, 0).call(132);
    }
    asm.bind(deny).mov(R0, flaw.verdict()).exit();
    asm.bind(allow).mov(R0, 0).exit();
    return asm.build();
  }

  private static ProgramReport report(Flaw flaw, Btf kernel) {
    List<ProgramReport> reports = ObjectVerifier.verify(object(flaw), kernel);
    assertThat(reports).hasSize(1);
    return reports.getFirst();
  }

  @Test
  void aGoodPolicyIsAccepted() {
    assertThat(report(new Flaw("f_flags", true, -1), kernel()))
        .matches(ProgramReport::isAccepted, "is accepted");
  }

  @Test
  void itIsAcceptedForTheKernelThatRunsHere() throws IOException {
    if (!Files.isReadable(Btf.VMLINUX)) {
      System.out.println("SKIPPED: ObjectVerifierTest: this kernel shows no types");
      Assumptions.abort();
    }
    ProgramReport report = report(new Flaw("f_flags", true, -1), Btf.file(Btf.VMLINUX));
    assertThat(report).matches(ProgramReport::isAccepted, "is accepted");
  }

  @Test
  void aLostRingRecordIsFoundAtItsPolicyLine() {
    ProgramReport report = report(new Flaw("f_flags", false, -1), kernel());
    assertThat(report).isInstanceOf(ProgramReport.Verified.class);
    Verdict verdict = ((ProgramReport.Verified) report).verdict();
    assertThat(verdict).isInstanceOf(Verdict.Refused.class);
    assertThat(((Verdict.Refused) verdict).findings().getFirst().toString())
        .startsWith("policy.yaml:4:3: instruction ");
  }

  @Test
  void aVerdictThatIsNoErrnoIsRefused() {
    assertThat(report(new Flaw("f_flags", true, 5), kernel()).isAccepted()).isFalse();
    assertThat(report(new Flaw("f_flags", true, -4095), kernel()).isAccepted()).isTrue();
    assertThat(report(new Flaw("f_flags", true, -4096), kernel()).isAccepted()).isFalse();
  }

  /** A field that the kernel lacks poisons its instruction, which every path meets. */
  @Test
  void aMissingFieldIsAFinding() {
    assertThat(report(new Flaw("f_no_such", true, -1), kernel()).isAccepted()).isFalse();
  }

  @Test
  void anUnknownHookIsSaid() {
    ObjectBuilder object = new ObjectBuilder("GPL");
    Code code = new Assembler(IsaLevel.V3).mov(R0, 0).exit().build();
    object.program("one", "lsm/no_such_hook", code).program("two", "kprobe/do_exit", code);
    assertThat(ObjectVerifier.verify(object.build(), kernel()))
        .extracting(each -> ((ProgramReport.NotHandled) each).why())
        .containsExactly(
            "the kernel has no LSM hook `no_such_hook`",
            "programs in `kprobe/do_exit` are of a type this verifier lacks");
  }

  private static Assembler asm() {
    return new Assembler(IsaLevel.V3);
  }

  private static final Code ALLOW = asm().mov(R0, 0).exit().build();

  private static ProgramReport first(BpfObject object) {
    return ObjectVerifier.verify(object, kernel()).getFirst();
  }

  private static ProgramReport program(String section, Code code) {
    return first(new ObjectBuilder("GPL").program("p", section, code).build());
  }

  private static Code reads(int offset) {
    return asm().load(Size.DW, R6, R1, offset).mov(R0, 0).exit().build();
  }

  private static void notHandled(ProgramReport report, String why) {
    assertThat(report).isInstanceOf(ProgramReport.NotHandled.class);
    assertThat(((ProgramReport.NotHandled) report).why()).contains(why);
  }

  @Test
  void theVerdictOfEarlierProgramsIsThereWhereTheHookHasOne() {
    assertThat(program("lsm/file_open", reads(8)).isAccepted()).isTrue();
    assertThat(program("lsm/file_open", reads(16)).isAccepted()).isFalse();
    assertThat(program("lsm/done", reads(0)).isAccepted()).isTrue();
    assertThat(program("lsm/done", reads(16)).isAccepted()).isFalse();
  }

  @Test
  void aPointerToConstVoidIsReadByNewerKernelsOnly() {
    assertThat(program("lsm/done", reads(8)).isAccepted()).isFalse();
  }

  @Test
  void closedHooksAndSloppySectionNamesAreSaid() {
    notHandled(program("lsm/ismaclabel", ALLOW), "closed to programs");
    notHandled(program("xdp/eth0", ALLOW), "of a type this verifier lacks");
    assertThat(program("?xdp", ALLOW).isAccepted()).isTrue();
  }

  @Test
  void hooksThatAnswerYesOrNoTakeNoErrors() {
    Code deny = asm().mov(R0, -1).exit().build();
    assertThat(program("lsm/file_open", deny).isAccepted()).isTrue();
    assertThat(program("lsm/inode_xattr_skipcap", deny).isAccepted()).isFalse();
  }

  @Test
  void anotherLicenseIsSaid() {
    notHandled(
        first(new ObjectBuilder("MIT").program("p", "lsm/file_open", ALLOW).build()),
        "license `MIT`");
  }

  /** Loaders look for functions in {@code .text}, and find others there, or none. */
  @Test
  void aCallOfAProgramIsSaid() {
    ObjectBuilder object = new ObjectBuilder("GPL");
    object.program("p", "xdp", asm().callFunction("q").exit().build());
    object.program("q", "socket", ALLOW);
    notHandled(first(object.build()), "it calls `q` in section `socket`");
  }

  @Test
  void aStaticProgramIsSaid() {
    ObjectBuilder object = new ObjectBuilder("GPL");
    int proto = object.types().intern(new BtfType.FuncProto(object.integer(), List.of()));
    object.function(new Function("p", "xdp", Function.Linkage.STATIC, ALLOW), proto);
    notHandled(first(object.build()), "static");
  }

  /** A kernel takes such a pointer for memory that may be null, not for the context. */
  @Test
  void globalFunctionsTakeNumbersAndTheContextOnly() {
    assertThat(withGlobal("xdp_md").isAccepted()).isTrue();
    notHandled(withGlobal("file"), "global function `f`");
  }

  private static ProgramReport withGlobal(String pointed) {
    ObjectBuilder object = new ObjectBuilder("GPL");
    int u32 = object.types().integer("unsigned int", 4, BtfType.Encoding.UNSIGNED);
    int struct =
        object.types().add(new BtfType.Struct(pointed, 4, List.of(BtfType.Member.at(0, "a", u32))));
    int proto =
        object
            .types()
            .intern(
                new BtfType.FuncProto(
                    object.integer(),
                    List.of(new BtfType.Param("x", object.types().pointer(struct)))));
    object.program("p", "xdp", asm().callFunction("f").exit().build());
    Code code = asm().load(Size.W, R0, R1, 12).exit().build();
    object.function(new Function("f", Function.TEXT, Function.Linkage.GLOBAL, code), proto);
    return first(object.build());
  }

  /** A configuration value of one byte has one byte. */
  @Test
  void externsAreAsLargeAsTheirTypes() {
    for (Size size : List.of(Size.B, Size.DW)) {
      ObjectBuilder object = new ObjectBuilder("GPL");
      int bool = object.types().integer("bool", 1, BtfType.Encoding.BOOL);
      object.extern(new Extern("CONFIG_X", Extern.KCONFIG, true), bool, 1);
      Code code =
          asm()
              .add(
                  new Instruction.LoadImm64(R1, new Constant.Number(0)),
                  Metadata.NONE.withReference(new Reference.ToExtern("CONFIG_X")))
              .load(size, R6, R1, 0)
              .mov(R0, 0)
              .exit()
              .build();
      object.program("p", "xdp", code);
      assertThat(first(object.build()).isAccepted()).isEqualTo(size == Size.B);
    }
  }

  /** What the file says of a switch is not what a loader makes of it. */
  @Test
  void verdictsHoldForAllValuesOfConstants() {
    ObjectBuilder object = new ObjectBuilder("GPL");
    object.variable(".rodata", "enforce", object.integer(), new byte[4]);
    Assembler asm = asm();
    Label off = asm.label("off");
    asm.loadVariable(R1, "enforce").load(Size.W, R1, R1, 0).mov(R0, 0);
    asm.jumpIf(Condition.EQ, R1, 0, off).mov(R0, 5).bind(off).exit();
    object.program("p", "lsm/file_open", asm.build());
    BpfObject built = object.build();
    assertThat(first(built).isAccepted()).isFalse();
    assertThat(ObjectVerifier.verify(built, kernel(), FrozenValues.AS_IN_OBJECT).getFirst())
        .matches(ProgramReport::isAccepted, "is accepted");
  }

  /** A chain of calls may be as long as the object. */
  @Test
  void aLongChainOfCallsIsRefused() {
    ObjectBuilder object = new ObjectBuilder("GPL");
    int proto = object.types().intern(new BtfType.FuncProto(object.integer(), List.of()));
    object.program("p", "xdp", asm().callFunction("f0").exit().build());
    for (int i = 0; i < 20_000; i++) {
      Code code = i == 19_999 ? ALLOW : asm().callFunction("f" + (i + 1)).exit().build();
      object.function(new Function("f" + i, Function.TEXT, Function.Linkage.STATIC, code), proto);
    }
    assertThat(first(object.build()).isAccepted()).isFalse();
  }
}
