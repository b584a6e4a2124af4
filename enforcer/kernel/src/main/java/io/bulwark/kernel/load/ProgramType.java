package io.bulwark.kernel.load;

import java.util.Optional;

/** BPF program types that Bulwark loads, tests or probes. */
public enum ProgramType {
  /** Filters packets of a socket; runs under test-run. */
  SOCKET_FILTER(1, "3.19"),
  /** kprobes and uprobes. */
  KPROBE(2, "4.1"),
  /** Traffic control; runs under test-run. */
  SCHED_CLS(3, "4.1"),
  /** Static tracepoints. */
  TRACEPOINT(5, "4.7"),
  /** Packets at the driver; runs under test-run. */
  XDP(6, "4.8"),
  /** Performance events. */
  PERF_EVENT(7, "4.9"),
  /** Packets of a cgroup; runs under test-run. */
  CGROUP_SKB(8, "4.10"),
  /** Socket creation and post-bind in a cgroup. */
  CGROUP_SOCK(9, "4.10"),
  /** Socket operations. */
  SOCK_OPS(13, "4.13"),
  /** Device access of a cgroup. */
  CGROUP_DEVICE(15, "4.15"),
  /** Tracepoints with raw arguments; runs under test-run. */
  RAW_TRACEPOINT(17, "4.17"),
  /** bind, connect, sendmsg and the like in a cgroup. */
  CGROUP_SOCK_ADDR(18, "4.17"),
  /** sysctl access of a cgroup. */
  CGROUP_SYSCTL(23, "5.2"),
  /** Socket options of a cgroup. */
  CGROUP_SOCKOPT(25, "5.3"),
  /** fentry, fexit, fmod_ret, tp_btf, iterators. */
  TRACING(26, "5.5"),
  /** Linux security module hooks. */
  LSM(29, "5.7"),
  /** Look-up of the listening socket. */
  SK_LOOKUP(30, "5.9"),
  /** Runs only by test-run, may sleep. */
  SYSCALL(31, "5.14");

  private final int number;
  private final String since;

  ProgramType(int number, String since) {
    this.number = number;
    this.since = since;
  }

  /** Its value of {@code enum bpf_prog_type}. */
  public int number() {
    return number;
  }

  /** The first Linux release with it. */
  public String since() {
    return since;
  }

  /** The type with a number; empty for one that this program does not know. */
  public static Optional<ProgramType> of(int number) {
    for (ProgramType type : values()) {
      if (type.number == number) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }
}
