package io.bulwark.kernel.probe;

import io.bulwark.kernel.load.KernelProgram;
import io.bulwark.kernel.load.LoadOutcome;
import io.bulwark.kernel.load.ProgramType;
import io.bulwark.kernel.load.RawProgram;
import io.bulwark.kernel.log.VerifierLog;
import java.util.ArrayList;
import java.util.List;

/**
 * Kernel functions of the program types that policies use: a program that calls one is given to the
 * verifier, which says whether the type has it before it asks for arguments.
 */
final class HelperProbes {
  private static final List<ProgramType> TYPES =
      List.of(
          ProgramType.RAW_TRACEPOINT,
          ProgramType.CGROUP_SOCK_ADDR,
          ProgramType.CGROUP_SOCK,
          ProgramType.SYSCALL);

  /** What each needs to know about a function. */
  record Helper(int id, String name, String since) {}

  static final List<Helper> HELPERS =
      List.of(
          new Helper(1, "map_lookup_elem", "3.19"),
          new Helper(2, "map_update_elem", "3.19"),
          new Helper(3, "map_delete_elem", "3.19"),
          new Helper(5, "ktime_get_ns", "4.1"),
          new Helper(8, "get_smp_processor_id", "4.1"),
          new Helper(12, "tail_call", "4.2"),
          new Helper(14, "get_current_pid_tgid", "4.2"),
          new Helper(15, "get_current_uid_gid", "4.2"),
          new Helper(16, "get_current_comm", "4.2"),
          new Helper(35, "get_current_task", "4.8"),
          new Helper(37, "current_task_under_cgroup", "4.9"),
          new Helper(80, "get_current_cgroup_id", "4.18"),
          new Helper(107, "sk_storage_get", "5.2"),
          new Helper(109, "send_signal", "5.3"),
          new Helper(112, "probe_read_user", "5.5"),
          new Helper(113, "probe_read_kernel", "5.5"),
          new Helper(114, "probe_read_user_str", "5.5"),
          new Helper(115, "probe_read_kernel_str", "5.5"),
          new Helper(120, "get_ns_current_pid_tgid", "5.7"),
          new Helper(123, "get_current_ancestor_cgroup_id", "5.6"),
          new Helper(125, "ktime_get_boot_ns", "5.8"),
          new Helper(130, "ringbuf_output", "5.8"),
          new Helper(131, "ringbuf_reserve", "5.8"),
          new Helper(134, "ringbuf_query", "5.8"),
          new Helper(148, "copy_from_user", "5.10"),
          new Helper(156, "task_storage_get", "5.11"),
          new Helper(158, "get_current_task_btf", "5.11"),
          new Helper(164, "for_each_map_elem", "5.13"),
          new Helper(165, "snprintf", "5.13"),
          new Helper(174, "get_attach_cookie", "5.15"),
          new Helper(181, "loop", "5.17"),
          new Helper(182, "strncmp", "5.17"),
          new Helper(186, "get_retval", "5.18"),
          new Helper(187, "set_retval", "5.18"),
          new Helper(195, "map_lookup_percpu_elem", "5.19"));

  private HelperProbes() {}

  static List<Check> run(Bench bench) {
    List<Check> checks = new ArrayList<>();
    for (ProgramType type : TYPES) {
      String typeName = type.name().toLowerCase(java.util.Locale.ROOT);
      for (Helper helper : HELPERS) {
        checks.add(
            Check.loaded("helper", helper.name() + " in " + typeName, ask(bench, type, helper)));
      }
    }
    return checks;
  }

  private static Outcome ask(Bench bench, ProgramType type, Helper helper) {
    RawProgram smallest = ProgramTypeProbes.smallest(type);
    RawProgram calling =
        RawProgram.of(type, Programs.calling(helper.id()), "GPL")
            .attachingTo(smallest.attachType(), 0)
            .withFlags(smallest.flags());
    return switch (calling.tryLoad(bench.libbpf())) {
      case LoadOutcome.Loaded(KernelProgram program, VerifierLog _) -> {
        program.close();
        yield Outcome.WORKS;
      }
      case LoadOutcome.Rejected rejected -> answer(rejected, helper);
    };
  }

  /** "unknown func" and "invalid func" mean no; a complaint about arguments means yes. */
  static Outcome answer(LoadOutcome.Rejected rejected, Helper helper) {
    if (!rejected.byVerifier()) {
      return Answers.of(rejected, helper.since());
    }
    String log = rejected.log().text();
    boolean unknown =
        log.contains("unknown func")
            || log.contains("invalid func")
            || log.contains("cannot use helper")
            || log.contains("program of this type");
    return unknown ? new Outcome.Absent(helper.since()) : Outcome.WORKS;
  }
}
