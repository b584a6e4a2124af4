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
import io.bulwark.bpf.isa.CoreKind;
import io.bulwark.bpf.isa.CoreRelocation;
import io.bulwark.bpf.isa.IsaLevel;
import io.bulwark.bpf.isa.Label;
import io.bulwark.bpf.isa.Size;
import io.bulwark.bpf.isa.SourceLine;
import io.bulwark.bpf.object.BpfObject;
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
}
