package io.bulwark.benchmarks.vm;

import io.bulwark.vm.run.Executor;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One run of a program, compiled and interpreted. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class VmBenchmark {
  /** A program and both of its executors. */
  @State(Scope.Benchmark)
  public static class Input {
    /** See {@code VmPrograms}. */
    @Param({"fields", "tests", "path", "prefixes", "automaton", "arithmetic", "table"})
    public String program = "";

    private final VmBench bench = new VmBench();
    private Executor jit = bench.executor(VmPrograms.get("fields"), true);
    private Executor interpreter = jit;

    /** Compiles. */
    @Setup
    public void load() {
      jit = bench.executor(VmPrograms.get(program), true);
      interpreter = bench.executor(VmPrograms.get(program), false);
    }
  }

  /** As machine code of the JVM. */
  @Benchmark
  public long jit(Input input) {
    return input.jit.run(input.bench.context());
  }

  /** Instruction by instruction. */
  @Benchmark
  public long interpreter(Input input) {
    return input.interpreter.run(input.bench.context());
  }
}
