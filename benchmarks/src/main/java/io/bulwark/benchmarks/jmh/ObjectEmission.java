package io.bulwark.benchmarks.jmh;

import io.bulwark.bpf.btf.BtfType;
import io.bulwark.bpf.btf.MapDefinition;
import io.bulwark.bpf.isa.AluOp;
import io.bulwark.bpf.isa.Assembler;
import io.bulwark.bpf.isa.Condition;
import io.bulwark.bpf.isa.CoreKind;
import io.bulwark.bpf.isa.CoreRelocation;
import io.bulwark.bpf.isa.IsaLevel;
import io.bulwark.bpf.isa.Label;
import io.bulwark.bpf.isa.Register;
import io.bulwark.bpf.isa.Size;
import io.bulwark.bpf.isa.SourceLine;
import io.bulwark.bpf.object.ObjectBuilder;
import io.bulwark.bpf.object.ObjectWriter;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One object file from nothing: assembly, types, relocations, policy lines, ELF, self-checks and
 * the read-back. Every tenth instruction or so has a new policy line, a map reference or a CO-RE
 * field.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
    value = 1,
    jvmArgs = {"-XX:+UseSerialGC", "-Xmx512m"})
@State(Scope.Benchmark)
public class ObjectEmission {
  /** Roughly how many instructions the program has. */
  @Param({"100", "1000", "10000"})
  public int instructions;

  /** The bytes, so that the work cannot be left out. */
  @Benchmark
  public byte[] emit() {
    ObjectBuilder object = new ObjectBuilder("GPL");
    int u32 = object.types().integer("unsigned int", 4, BtfType.Encoding.UNSIGNED);
    int file =
        object
            .types()
            .add(new BtfType.Struct("file", 4, List.of(BtfType.Member.at(0, "f_flags", u32))));
    object.map("events", MapDefinition.ringBuffer(1 << 16));
    Assembler asm = new Assembler(IsaLevel.V3);
    Label out = asm.label("out");
    asm.load(Size.DW, Register.R6, Register.R1, 0);
    CoreRelocation flags = new CoreRelocation(CoreKind.FIELD_BYTE_OFFSET, file, "0:0");
    for (int block = 0; block < instructions / 10; block++) {
      asm.at(new SourceLine("policy.yaml", block + 1, 3, "  condition: number " + block));
      asm.loadField(Size.W, Register.R7, Register.R6, 0, flags);
      asm.loadMap(Register.R8, "events");
      asm.mov(Register.R0, block);
      for (int i = 0; i < 6; i++) {
        asm.alu(AluOp.XOR, Register.R0, Register.R7);
      }
      asm.jumpIf(Condition.EQ, Register.R0, block, out);
    }
    asm.bind(out).mov(Register.R0, 0).exit();
    object.program("check_open", "lsm/file_open", asm.build());
    return ObjectWriter.write(object.build());
  }
}
