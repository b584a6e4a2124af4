package io.bulwark.benchmarks.vm;

import io.bulwark.bpf.isa.Code;
import io.bulwark.bpf.isa.TextAssembler;
import io.bulwark.kernel.load.KernelProgram;
import io.bulwark.kernel.load.Libbpf;
import io.bulwark.kernel.load.ProgramType;
import io.bulwark.kernel.load.RawProgram;
import io.bulwark.kernel.load.TestRun;
import io.bulwark.vm.run.Executor;
import java.util.ArrayList;
import java.util.List;

/**
 * The same bytecode in the kernel (XDP test runs, net of an empty program's time), compiled by our
 * machine, and interpreted: turn by turn in one process, best of all turns.
 *
 * <p>Usage: {@code VmAgainstKernel [turns [program…]]}; needs the right to load programs. One
 * program a process measures it as JMH does; several share the executors' call sites, as replays
 * do.
 */
public final class VmAgainstKernel {
  private static final List<String> NAMES = List.copyOf(VmPrograms.all().keySet());
  private static final int REPEAT = 100_000;

  /**
   * Timings of each turn. Short ones: on a busy machine some of them run undisturbed, as the
   * kernel's own timer does, which stops while other processes run.
   */
  private static final int BATCHES = 100;

  /** Written so that no run is dead code. */
  private static volatile long sink;

  private VmAgainstKernel() {}

  private static final class Row {
    final String name;
    final KernelProgram kernel;
    final Executor jit;
    final Executor interpreter;
    final long context;
    final TestRun run = TestRun.packet(VmPrograms.packet()).repeated(REPEAT);
    double kernelTime = Double.MAX_VALUE;
    double jitTime = Double.MAX_VALUE;
    double interpreterTime = Double.MAX_VALUE;

    Row(String name, Code code, Libbpf libbpf) {
      this.name = name;
      VmBench bench = new VmBench();
      context = bench.context();
      jit = bench.executor(code, true);
      interpreter = bench.executor(code, false);
      kernel = RawProgram.of(ProgramType.XDP, code.encode(), "GPL").load(libbpf);
      int expected = kernel.run(VmPrograms.packet());
      if ((int) jit.run(context) != expected || (int) interpreter.run(context) != expected) {
        throw new IllegalStateException(name + " differs from the kernel");
      }
    }

    /** Until the optimising compiler has both. */
    void warmUp() {
      time(jit, 200_000);
      time(interpreter, 20_000);
    }

    void turn() {
      kernelTime = Math.min(kernelTime, kernel.testRun(run).nanoseconds());
      for (int batch = 0; batch < BATCHES; batch++) {
        jitTime = Math.min(jitTime, time(jit, 500));
        interpreterTime = Math.min(interpreterTime, time(interpreter, 20));
      }
    }

    private double time(Executor executor, int runs) {
      long sum = 0;
      long start = System.nanoTime();
      for (int run = 0; run < runs; run++) {
        sum += executor.run(context);
      }
      double time = (double) (System.nanoTime() - start) / runs;
      sink = sum;
      return time;
    }
  }

  /** Prints a Markdown table. */
  public static void main(String[] args) {
    int turns = args.length > 0 ? Integer.parseInt(args[0]) : 30;
    Libbpf libbpf = Libbpf.system();
    Row empty = new Row("empty", TextAssembler.assemble("mov %r0, 2\nexit\n"), libbpf);
    List<Row> rows = new ArrayList<>();
    List<String> wanted = args.length > 1 ? List.of(args).subList(1, args.length) : NAMES;
    for (String name : wanted) {
      rows.add(new Row(name, VmPrograms.get(name), libbpf));
    }
    empty.warmUp();
    rows.forEach(Row::warmUp);
    for (int turn = 0; turn < turns; turn++) {
      empty.turn();
      rows.forEach(Row::turn);
    }
    System.out.println(
        "| program | kernel ns | net ns | JIT ns | ratio | interpreter ns | JIT is faster |");
    System.out.println("|---|---|---|---|---|---|---|");
    double ratios = 0;
    double speedups = 0;
    for (Row row : rows) {
      double net = row.kernelTime - empty.kernelTime;
      ratios += Math.log(row.jitTime / net);
      speedups += Math.log(row.interpreterTime / row.jitTime);
      System.out.printf(
          "| %s | %.1f | %.1f | %.1f | %.2f | %.0f | %.0f× |%n",
          row.name,
          row.kernelTime,
          net,
          row.jitTime,
          row.jitTime / net,
          row.interpreterTime,
          row.interpreterTime / row.jitTime);
    }
    System.out.printf(
        "Geometric means: %.2f× the kernel's time, %.0f× the interpreter's speed; an empty program:"
            + " kernel %.1f ns, JIT %.1f ns.%n",
        Math.exp(ratios / rows.size()),
        Math.exp(speedups / rows.size()),
        empty.kernelTime,
        empty.jitTime);
  }
}
