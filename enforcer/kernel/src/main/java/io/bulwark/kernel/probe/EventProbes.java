package io.bulwark.kernel.probe;

import static io.bulwark.bpf.isa.Register.FP;
import static io.bulwark.bpf.isa.Register.R0;
import static io.bulwark.bpf.isa.Register.R1;
import static io.bulwark.bpf.isa.Register.R2;
import static io.bulwark.bpf.isa.Register.R3;
import static io.bulwark.bpf.isa.Register.R4;

import io.bulwark.bpf.btf.BtfBuilder;
import io.bulwark.bpf.btf.BtfType;
import io.bulwark.bpf.isa.AluOp;
import io.bulwark.bpf.isa.Assembler;
import io.bulwark.bpf.isa.Code;
import io.bulwark.bpf.isa.Condition;
import io.bulwark.bpf.isa.Constant;
import io.bulwark.bpf.isa.Instruction;
import io.bulwark.bpf.isa.IsaLevel;
import io.bulwark.bpf.isa.Label;
import io.bulwark.bpf.isa.Size;
import io.bulwark.bpf.object.Function;
import io.bulwark.bpf.object.ObjectBuilder;
import io.bulwark.bpf.object.ObjectWriter;
import io.bulwark.kernel.load.BpfObjectHandle;
import io.bulwark.kernel.load.KernelBtf;
import io.bulwark.kernel.load.KernelMap;
import io.bulwark.kernel.load.KernelProgram;
import io.bulwark.kernel.load.MapSpec;
import io.bulwark.kernel.load.MapType;
import io.bulwark.kernel.load.ObjectRequest;
import io.bulwark.kernel.load.ProgramType;
import io.bulwark.kernel.load.RawProgram;
import io.bulwark.kernel.load.TestRun;
import io.bulwark.kernel.ring.RingReader;
import java.util.List;

/** Functions that need more than a call to show that they work: run under test runs. */
final class EventProbes {
  private static final byte[] PACKET = new byte[64];

  private EventProbes() {}

  static List<Check> run(Bench bench) {
    return List.of(
        Check.loaded("event", "ring buffer", Answers.of(() -> ring(bench), "5.8")),
        Check.loaded("event", "task storage", Answers.of(() -> taskStorage(bench), "5.11")),
        Check.loaded("event", "bpf_loop", Answers.of(() -> loop(bench), "5.17")),
        Check.loaded("event", "bpf_strncmp", Answers.of(() -> strncmp(bench), "5.17")));
  }

  private static Outcome expect(int result, int expected) {
    return result == expected
        ? Outcome.WORKS
        : new Outcome.NotTried("the program returned " + result + ", not " + expected);
  }

  /** A record written by a program and read here. */
  private static Outcome ring(Bench bench) {
    Assembler code = new Assembler(IsaLevel.V3);
    Label out = code.label("out");
    code.add(new Instruction.LoadImm64(R1, new Constant.MapByIndex(0)));
    code.mov(R2, 8).mov(R3, 0).call(131).jumpIf(Condition.EQ, R0, 0, out);
    code.store(Size.DW, R0, 0, 7).mov(R1, R0).mov(R2, 0).call(132);
    code.bind(out).mov(R0, 0).exit();
    try (KernelMap map = MapSpec.ring("probe", 4096).create(bench.libbpf());
        RingReader reader = RingReader.open(map);
        KernelProgram program = xdp(code.build()).withMaps(map).load(bench.libbpf())) {
      program.run(PACKET);
      return expect(reader.drain((data, offset, length) -> {}), 1);
    }
  }

  private static RawProgram xdp(Code code) {
    return RawProgram.of(ProgramType.XDP, code.encode(), "GPL").named("bulwark_probe");
  }

  /** A value kept with the task of the test run. */
  private static Outcome taskStorage(Bench bench) {
    BtfBuilder types = new BtfBuilder();
    int integer = types.integer("int", 4, BtfType.Encoding.SIGNED);
    Assembler code = new Assembler(IsaLevel.V3);
    Label out = code.label("out");
    code.call(158).mov(R2, R0).add(new Instruction.LoadImm64(R1, new Constant.MapByIndex(0)));
    code.mov(R3, 0).mov(R4, 1).call(156).jumpIf(Condition.EQ, R0, 0, out);
    code.store(Size.W, R0, 0, 7).load(Size.W, R0, R0, 0);
    code.bind(out).exit();
    MapSpec spec =
        MapSpec.of(MapType.TASK_STORAGE, "probe", 4, 4, 0).withFlags(MapSpec.NO_PREALLOC);
    try (KernelBtf btf = KernelBtf.load(bench.libbpf(), types.build().toBytes());
        KernelMap map = spec.typed(btf, integer, integer).create(bench.libbpf());
        KernelProgram program =
            RawProgram.of(ProgramType.RAW_TRACEPOINT, code.build().encode(), "GPL")
                .named("bulwark_probe")
                .withMaps(map)
                .load(bench.libbpf())) {
      return expect(program.testRun(TestRun.context(new byte[16])).value(), 7);
    }
  }

  /** Ten rounds of a callback. */
  private static Outcome loop(Bench bench) {
    ObjectBuilder object = new ObjectBuilder("GPL");
    Code main =
        new Assembler(IsaLevel.V3)
            .store(Size.DW, FP, -8, 0)
            .mov(R1, 10)
            .loadFunction(R2, "round")
            .mov(R3, FP)
            .alu(AluOp.ADD, R3, -8)
            .mov(R4, 0)
            .call(181)
            .exit()
            .build();
    Code round = new Assembler(IsaLevel.V3).mov(R0, 0).exit().build();
    object.program("probe", "xdp", main);
    int index = object.types().integer("unsigned int", 4, BtfType.Encoding.UNSIGNED);
    int proto =
        object
            .types()
            .intern(
                new BtfType.FuncProto(
                    object.integer(),
                    List.of(
                        new BtfType.Param("index", index),
                        new BtfType.Param("data", object.types().pointer(0)))));
    object.function(new Function("round", Function.TEXT, Function.Linkage.STATIC, round), proto);
    return run(bench, object, 10);
  }

  /** Equal strings, one of them in read-only data. */
  private static Outcome strncmp(Bench bench) {
    ObjectBuilder object = new ObjectBuilder("GPL");
    int letter = object.types().integer("char", 1, BtfType.Encoding.SIGNED);
    object.variable(".rodata", "word", object.types().array(letter, 4), new byte[] {97, 0, 0, 0});
    Code main =
        new Assembler(IsaLevel.V3)
            .store(Size.DW, FP, -8, 97)
            .mov(R1, FP)
            .alu(AluOp.ADD, R1, -8)
            .mov(R2, 4)
            .loadVariable(R3, "word")
            .call(182)
            .exit()
            .build();
    object.program("probe", "xdp", main);
    return run(bench, object, 0);
  }

  private static Outcome run(Bench bench, ObjectBuilder object, int expected) {
    byte[] bytes = ObjectWriter.write(object.build());
    try (BpfObjectHandle loaded = ObjectRequest.of("probe", bytes).load(bench.libbpf())) {
      return expect(loaded.program("probe").run(PACKET), expected);
    }
  }
}
