package io.bulwark.vm.verify.rules;

import io.bulwark.vm.verify.rules.ContextRules.Content;
import io.bulwark.vm.verify.rules.ContextRules.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The rules of the program types that Bulwark makes or tests with. */
public final class ProgramTypes {
  private static final int TRACEPOINT_WORDS = 12;
  private static final int SYSCALL_CONTEXT = 65_535;

  /** What every type may call (Linux 6.1 and later, privileged loader). */
  private static final Set<Integer> BASE =
      Set.of(
          1, 2, 3, 5, 6, 7, 8, 12, 35, 87, 88, 89, 105, 106, 112, 113, 114, 115, 118, 125, 130, 131,
          132, 133, 134, 164, 181, 182, 195);

  /** What programs on kernel events may call besides. */
  private static final Set<Integer> TRACING =
      Set.of(4, 14, 15, 16, 37, 80, 109, 117, 120, 123, 148, 156, 157, 158, 191);

  /** What LSM programs may call besides. */
  private static final Set<Integer> LSM = Set.of(107, 108, 145, 146, 159, 162, 174);

  private static final Content NUMBER = new Content.Number();
  private static final Content WRITABLE = new Content.Writable();
  private static final Content PACKET = new Content.NotHandled("direct packet access");

  private ProgramTypes() {}

  /** A raw tracepoint: up to 12 numbers. */
  public static ProgramRules rawTracepoint() {
    return of("raw_tp", new ContextRules.Words(TRACEPOINT_WORDS), with(TRACING));
  }

  /** A program that a process runs itself; it may sleep. */
  public static ProgramRules syscall() {
    return of("syscall", new ContextRules.Buffer(SYSCALL_CONTEXT), with(TRACING)).asSleepable();
  }

  /** A program on received frames; packet memory is not followed. */
  public static ProgramRules xdp() {
    List<Field> fields = new ArrayList<>();
    for (int offset = 0; offset <= 8; offset += 4) {
      fields.add(new Field(offset, 4, PACKET));
    }
    fields.add(new Field(12, 4, NUMBER));
    fields.add(new Field(16, 4, NUMBER));
    return of("xdp", new ContextRules.Fields(fields), BASE);
  }

  /** A filter on a socket; packet memory is not followed. */
  public static ProgramRules socketFilter() {
    List<Field> fields = new ArrayList<>();
    for (int offset = 0; offset <= 44; offset += 4) {
      fields.add(new Field(offset, 4, NUMBER));
    }
    for (int offset = 48; offset <= 64; offset += 4) {
      fields.add(new Field(offset, 4, WRITABLE));
    }
    fields.add(new Field(68, 4, NUMBER));
    fields.add(new Field(84, 4, NUMBER));
    return of("socket_filter", new ContextRules.Fields(fields), BASE);
  }

  /**
   * An LSM program.
   *
   * @param arguments of the hook, and behind them the verdict of earlier programs
   * @param pathNames whether the hook is one of those where {@code bpf_d_path} is allowed
   */
  public static ProgramRules lsm(
      String hook, List<Content> arguments, boolean pathNames, KernelTypes types) {
    Set<Integer> helpers = new TreeSet<>(with(TRACING));
    helpers.addAll(LSM);
    if (pathNames) {
      helpers.add(147);
    }
    return new ProgramRules(
        "lsm/" + hook,
        new ContextRules.Arguments(arguments),
        ResultRange.ERRNO,
        helpers,
        false,
        types);
  }

  /** A program on a tracepoint with typed arguments. */
  public static ProgramRules typedTracepoint(
      String name, List<Content> arguments, KernelTypes types) {
    return new ProgramRules(
        "tp_btf/" + name,
        new ContextRules.Arguments(arguments),
        ResultRange.ANY,
        with(TRACING),
        false,
        types);
  }

  private static Set<Integer> with(Set<Integer> more) {
    Set<Integer> helpers = new TreeSet<>(BASE);
    helpers.addAll(more);
    return helpers;
  }

  private static ProgramRules of(String name, ContextRules context, Set<Integer> helpers) {
    return new ProgramRules(name, context, ResultRange.ANY, helpers, false, KernelTypes.UNKNOWN);
  }
}
